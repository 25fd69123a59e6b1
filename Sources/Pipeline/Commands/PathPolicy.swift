import KatoModel

/// Decides from text alone whether a path may become a destination. What the disk holds is the opener's to check.
///
/// Fails closed: whatever no rule admits is denied. Equality with a root is of bytes; equality with a denied path
/// ignores case and Unicode normalisation, because some file systems do.
package struct PathPolicy: Sendable {
    /// Linux's NAME_MAX.
    package static let maximumComponentBytes = 255
    /// Linux's PATH_MAX less the final NUL.
    package static let maximumPathBytes = 4095
    /// Folders and file below the root. Far more than people use, far less than a program can walk into trouble with.
    package static let maximumDepth = 32

    /// Files that agents read as instructions: a chat must not be able to write its own.
    private static let protectedNames: Set<String> = [
        "agents.md", "claude.md", "claude.local.md", "copilot-instructions.md", "gemini.md", "skill.md",
    ]

    private let roots: [(path: String, names: [String])]
    private let denied: [[String]]

    package init(rules: PolicyRules) {
        roots = rules.allowedRoots.compactMap { root in
            let names = Self.names(root)
            let canonical = "/" + names.joined(separator: "/")
            guard !names.isEmpty, !names.contains(".."), canonical.utf8.elementsEqual(root.utf8) else { return nil }
            return (canonical, names)
        }
        denied = rules.deniedPaths.map { path in Self.names(path).map { $0.lowercased() } }
    }

    /// Decides on a path that is already text, such as one given over the control socket.
    package func decide(_ path: String) -> PolicyDecision {
        guard let request = RequestedPath(absolute: path) else { return Self.deny(.notAbsolute, path) }
        return decide(request)
    }

    /// Decides on `request`, in this order: characters and length of the whole, root, protected places, names below
    /// the root, extension. The first rule that denies is the reason.
    package func decide(_ request: RequestedPath) -> PolicyDecision {
        let path = request.path
        if let reason = Self.problem(inWhole: path) { return Self.deny(reason, path) }
        let requested = Self.names(path)
        guard let normalized = Self.normalized(requested), let root = root(of: normalized) else {
            return Self.deny(requested.contains("..") ? .parentTraversal : .outsideRoots, path)
        }
        if leaves(root.names, requested) { return Self.deny(.parentTraversal, path) }
        let lowered = normalized.map { $0.lowercased() }
        if denied.contains(where: { !$0.isEmpty && lowered.starts(with: $0) }) {
            return Self.deny(.protectedPath, path)
        }
        let below = Array(normalized.dropFirst(root.names.count))
        guard let name = below.last else { return Self.deny(.rootItself, path) }
        if let reason = NameRules.problem(below) { return Self.deny(reason, path) }
        if request.isDirectory { return Self.deny(.emptyName, path) }
        guard name.utf8.contains(0x2E), let format = RecordingFormat(path: name) else {
            return Self.deny(.unsupportedExtension, path)
        }
        if Self.protectedNames.contains(name.lowercased()) { return Self.deny(.protectedName, path) }
        return .allow(Destination(root: root.path, components: below, format: format), rule: "root:\(root.path)")
    }

    private static func deny(_ reason: DenialReason, _ path: String) -> PolicyDecision {
        .deny(reason: reason, message: "\(HiddenCharacters.shown(path)) \(reason.sentence).", hint: reason.hint)
    }

    private static func problem(inWhole path: String) -> DenialReason? {
        if path.utf8.count > maximumPathBytes { return .pathTooLong }
        for scalar in path.unicodeScalars {
            if scalar == "\u{FFFD}" { return .invalidUTF8 }
            guard HiddenCharacters.contains(scalar) else { continue }
            return scalar.properties.generalCategory == .control ? .controlCharacter : .bidiOrInvisible
        }
        return nil
    }

    /// `names` with `..` resolved as text; `nil` when it leads above `/`.
    private static func normalized(_ names: [String]) -> [String]? {
        var stack: [String] = []
        for name in names {
            if name == ".." {
                guard stack.popLast() != nil else { return nil }
            } else {
                stack.append(name)
            }
        }
        return stack
    }

    /// The longest allowed root that holds `names`.
    private func root(of names: [String]) -> (path: String, names: [String])? {
        roots.filter { Self.starts(names, with: $0.names) }.max { $0.names.count < $1.names.count }
    }

    /// Whether the path goes out of `root` again after it went in.
    private func leaves(_ root: [String], _ names: [String]) -> Bool {
        var stack: [String] = []
        var wasInside = false
        for name in names {
            if name == ".." { _ = stack.popLast() } else { stack.append(name) }
            let isInside = Self.starts(stack, with: root)
            if wasInside, !isInside { return true }
            wasInside = isInside
        }
        return false
    }

    private static func starts(_ names: [String], with root: [String]) -> Bool {
        names.count >= root.count && zip(names, root).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    /// Cut at slashes by bytes: a combining character after a slash would hide it from `Character`.
    private static func names(_ path: String) -> [String] {
        path.utf8.split(separator: 0x2F, omittingEmptySubsequences: true)
            .filter { !$0.elementsEqual(".".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
