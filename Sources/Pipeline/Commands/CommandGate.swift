package import FileAccess
package import KatoModel

/// The one way from a path that somebody typed to a file that kato may write. Fails closed.
///
/// The policy decides first, from text alone; only what it allows is opened, below a held descriptor of its root and
/// through no link. What the name stands for must then be a regular file of the user's own with one name.
package struct CommandGate: Sendable {
    private let settings: GateSettings
    private let policy: PathPolicy
    private let files: any FileSystem
    /// For names that kato chooses.
    private let format: RecordingFormat

    package init(settings: GateSettings, files: any FileSystem) {
        let rules = PolicyRules(
            allowedRoots: settings.roots.map(\.canonical) + [settings.recordingsDirectory],
            deniedPaths: settings.deniedPaths)
        self.init(settings: settings, files: files, rules: rules, format: .markdown)
    }

    private init(settings: GateSettings, files: any FileSystem, rules: PolicyRules, format: RecordingFormat) {
        self.settings = settings
        self.files = files
        self.format = format
        policy = PathPolicy(rules: rules)
    }

    /// The same gate for one request: with another format for names that kato chooses, and where the file is one to be
    /// handed over, with the folder for those as the only root.
    func serving(_ request: CommandRequest) -> CommandGate {
        var rules = PolicyRules(
            allowedRoots: settings.roots.map(\.canonical) + [settings.recordingsDirectory],
            deniedPaths: settings.deniedPaths)
        if request.isHandedOver { rules = PolicyRules(allowedRoots: [settings.handOverDirectory], deniedPaths: []) }
        return CommandGate(settings: settings, files: files, rules: rules, format: request.format)
    }

    /// Decides on a path that a client will write to with its own rights, in a folder that the user named by hand and
    /// not in a chat. Opens and makes nothing.
    package func judge(
        _ path: String, in folder: String, _ format: RecordingFormat, for session: Session, at now: Timestamp
    ) -> GateDecision {
        let rules = PolicyRules(allowedRoots: [folder], deniedPaths: settings.deniedPaths)
        let gate = CommandGate(settings: settings, files: files, rules: rules, format: format)
        switch PathArgument.resolve(path, home: settings.home, workingDirectory: nil) {
        case .failure(let error): return .invalid(error)
        case .success(let request):
            let name = gate.fileName(session, now)
            let isFolder = (try? files.status(request.path))?.kind == .directory
            switch gate.policy.decide(isFolder || request.isDirectory ? request.appending([name]) : request) {
            case .allow(let destination, let rule): return .admitted(destination, rule: "by-hand:" + rule)
            case .deny(let reason, let message, let hint):
                return .denied(code: reason.rawValue, path: request.path, message: message, hint: hint)
            }
        }
    }

    /// Whether a path lies in a folder that kato itself may write to.
    package func mayHold(_ path: String) -> Bool {
        (settings.roots.map(\.canonical) + settings.roots.map(\.spelled) + [settings.recordingsDirectory]).contains {
            path == $0 || path.hasPrefix($0 + "/")
        }
    }

    /// Whether a destination that was admitted once would be so still.
    package func stillAdmits(_ destination: Destination) -> Bool {
        if destination.root == settings.handOverDirectory { return true }
        guard case .allow = policy.decide(destination.path) else { return false }
        return true
    }

    /// Decides on the destination that a command needs, and makes sure that it can be written.
    package func admit(_ need: DestinationNeed, for session: Session, at now: Timestamp) -> GateDecision {
        switch need {
        case .none: return .notNeeded
        case .pointer(let destination):
            guard let request = RequestedPath(absolute: destination.path) else { return .notNeeded }
            return admit(request, session, now)
        case .generated:
            guard let request = generated(session, format, now) else { return .notNeeded }
            return admit(canonical(request), session, now)
        case .named(let argument):
            let resolved = PathArgument.resolve(
                argument, home: settings.home, workingDirectory: session.facts.workingDirectory)
            switch resolved {
            case .success(let request): return admit(canonical(request), session, now)
            case .failure(let error): return .invalid(error)
            }
        }
    }

    // MARK: - Decision

    private func admit(_ request: RequestedPath, _ session: Session, _ now: Timestamp) -> GateDecision {
        let inside = policy.decide(request.appending([fileName(session, now)]))
        // A folder's name means a file in it. Whether it is one is looked up only where writing is allowed.
        if case .allow(let destination, let rule) = inside, request.isDirectory || isFolder(above: destination) {
            return open(destination, rule)
        }
        switch policy.decide(request) {
        case .allow(let destination, let rule): return open(destination, rule)
        case .deny(let reason, let message, let hint):
            return .denied(code: reason.rawValue, path: request.path, message: message, hint: hint)
        }
    }

    private func isFolder(above destination: Destination) -> Bool {
        guard let anchor = try? files.anchor(destination.root) else { return false }
        let folder = Array(destination.components.dropLast())
        guard !folder.isEmpty else { return true }
        return (try? anchor.status(folder))??.kind == .directory
    }

    // MARK: - Enforcement

    private func open(_ destination: Destination, _ rule: String) -> GateDecision {
        do throws(FileAccessError) {
            let anchor = try files.anchor(destination.root)
            if let problem = try problem(destination.components, in: anchor) { return refuse(destination, problem) }
            return .admitted(destination, rule: rule)
        } catch {
            if let problem = FileRefusal(error) { return refuse(destination, problem) }
            return .failed(
                path: destination.path, message: "\(destination.path) cannot be written: \(error.reason).",
                hint: "Check that its folder exists and is yours.")
        }
    }

    /// What keeps the file from being written; it is made when nothing is there.
    private func problem(_ components: [String], in anchor: any DirectoryAnchor) throws(FileAccessError) -> FileRefusal?
    {
        // Looked at before it is opened: opening a device can have effects.
        if let status = try anchor.status(components), let problem = FileRefusal(status, owner: settings.owner) {
            return problem
        }
        let file: any FileContent
        do throws(FileAccessError) {
            file = try anchor.open(components, .append)
        } catch  where error.isNotFound {
            try anchor.makeDirectories(Array(components.dropLast()))
            file = try anchor.open(components, .create)
        }
        if let problem = FileRefusal(try file.status(), owner: settings.owner) { return problem }
        return try file.read(at: 0, count: 2) == Array("#!".utf8) ? .program : nil
    }

    private func refuse(_ destination: Destination, _ problem: FileRefusal) -> GateDecision {
        .denied(
            code: problem.rawValue, path: destination.path, message: "\(destination.path) \(problem.sentence).",
            hint: problem.hint)
    }

    // MARK: - Names

    /// Where a conversation goes whose destination nobody named.
    package func generatedPath(for session: Session, _ format: RecordingFormat, at now: Timestamp) -> String {
        generated(session, format, now)?.path ?? settings.recordingsDirectory
    }

    /// Whether any conversation can be recorded without being asked to.
    var mayRecordByItself: Bool { settings.workspaces.all.contains { $0.recordsByItself == true } }

    /// Whether a conversation is recorded without being asked to.
    func recordsByItself(_ session: Session) -> Bool {
        rules(session).lazy.compactMap(\.recordsByItself).first ?? false
    }

    private func generated(_ session: Session, _ format: RecordingFormat, _ now: Timestamp) -> RequestedPath? {
        let rules = rules(session)
        let directory = rules.lazy.compactMap(\.directory).first
        let names = DestinationNaming.names(
            session, by: rules.lazy.compactMap(\.naming).first, isSorted: directory == nil, date: date(session, now),
            format: format)
        return RequestedPath(absolute: directory ?? settings.recordingsDirectory)?.appending(names)
    }

    private func rules(_ session: Session) -> [WorkspaceRule] {
        settings.workspaces.values(for: session.facts.workingDirectory)
    }

    /// A path below a root as the user spells it, below the root's canonical path.
    private func canonical(_ request: RequestedPath) -> RequestedPath {
        for root in settings.roots where root.spelled != root.canonical {
            guard request.path == root.spelled || request.path.hasPrefix(root.spelled + "/") else { continue }
            let path = root.canonical + request.path.dropFirst(root.spelled.count)
            return RequestedPath(absolute: path, isDirectory: request.isDirectory) ?? request
        }
        return request
    }

    /// The name in a folder that somebody named.
    private func fileName(_ session: Session, _ now: Timestamp) -> String {
        let template = rules(session).lazy.compactMap(\.naming).first
        return DestinationNaming.names(session, by: template, isSorted: false, date: date(session, now), format: format)
            .last ?? ""
    }

    private func date(_ session: Session, _ now: Timestamp) -> String {
        settings.localDate(session.startedAt ?? now)
    }
}
