package import FileAccess
import KatoModel

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
        self.init(settings: settings, files: files, folder: nil, format: .markdown)
    }

    private init(settings: GateSettings, files: any FileSystem, folder: String?, format: RecordingFormat) {
        self.settings = settings
        self.files = files
        self.format = format
        let roots = settings.roots.map(\.canonical) + [settings.recordingsDirectory] + (folder.map { [$0] } ?? [])
        policy = PathPolicy(rules: PolicyRules(allowedRoots: roots, deniedPaths: settings.deniedPaths))
    }

    /// The same gate for one request in which the user named a folder by hand, not in a chat.
    func allowing(_ folder: String?, format: RecordingFormat) -> CommandGate {
        CommandGate(settings: settings, files: files, folder: folder, format: format)
    }

    /// Decides on the destination that a command needs, and makes sure that it can be written.
    func admit(_ need: DestinationNeed, for session: Session, at now: Timestamp) -> GateDecision {
        switch need {
        case .none: return .notNeeded
        case .pointer(let destination):
            guard let request = RequestedPath(absolute: destination.path) else { return .notNeeded }
            return admit(request, session, now)
        case .generated:
            let names = DestinationNaming.generated(
                provider: session.key.provider, date: date(session, now), title: session.facts.title,
                shortID: session.id.short, format: format)
            guard let root = RequestedPath(absolute: settings.recordingsDirectory) else { return .notNeeded }
            return admit(root.appending(names), session, now)
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
        let name = DestinationNaming.fileName(
            date: date(session, now), title: session.facts.title, shortID: session.id.short, format: format)
        let inside = policy.decide(request.appending([name]))
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
            let status = try self.status(destination.components, in: anchor)
            guard status.kind == .regular else { return unsafe(destination, "is not a regular file") }
            guard status.owner == settings.owner else { return unsafe(destination, "belongs to another user") }
            guard status.links == 1 else { return unsafe(destination, "has more than one name (hard links)") }
            return .admitted(destination, rule: rule)
        } catch {
            if error.isEscape { return unsafe(destination, "is reached through a link") }
            return .failed(
                path: destination.path, message: "\(destination.path) cannot be written: \(error.reason).",
                hint: "Check that its folder exists and is yours.")
        }
    }

    /// The status of the file, which is made when nothing is there.
    private func status(
        _ components: [String], in anchor: any DirectoryAnchor
    ) throws(FileAccessError) -> FileStatus {
        if let status = try anchor.status(components), status.kind != .regular { return status }
        do throws(FileAccessError) {
            return try anchor.open(components, .append).status()
        } catch  where error.isNotFound {
            try anchor.makeDirectories(Array(components.dropLast()))
            return try anchor.open(components, .create).status()
        }
    }

    private func unsafe(_ destination: Destination, _ what: String) -> GateDecision {
        .denied(
            code: "unsafe-file", path: destination.path, message: "\(destination.path) \(what).",
            hint: "Name a plain file of your own, or one that does not exist yet.")
    }

    // MARK: - Names

    /// A path below a root as the user spells it, below the root's canonical path.
    private func canonical(_ request: RequestedPath) -> RequestedPath {
        for root in settings.roots where root.spelled != root.canonical {
            guard request.path == root.spelled || request.path.hasPrefix(root.spelled + "/") else { continue }
            let path = root.canonical + request.path.dropFirst(root.spelled.count)
            return RequestedPath(absolute: path, isDirectory: request.isDirectory) ?? request
        }
        return request
    }

    private func date(_ session: Session, _ now: Timestamp) -> String {
        settings.localDate(session.startedAt ?? now)
    }
}
