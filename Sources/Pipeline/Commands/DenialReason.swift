/// Why the policy denies a path. The raw values stand in the audit log.
package enum DenialReason: String, Sendable, Hashable, CaseIterable {
    case notAbsolute = "not-absolute"
    case outsideRoots = "outside-roots"
    /// `..` leads out of the allowed root.
    case parentTraversal = "parent-traversal"
    /// kato's own files, or an agent's.
    case protectedPath = "protected-path"
    /// A file that agents read as instructions, such as `CLAUDE.md`.
    case protectedName = "protected-name"
    /// A component below the root begins with a dot.
    case hiddenComponent = "hidden-component"
    case unsupportedExtension = "unsupported-extension"
    case controlCharacter = "control-character"
    case bidiOrInvisible = "bidi-or-invisible"
    /// A replacement character: the name was not valid UTF-8.
    case invalidUTF8 = "invalid-utf8"
    case backslash = "backslash"
    case percentEncoded = "percent-encoded"
    /// A component ends in a colon, as in `file:///x` and `C:/x`.
    case uri = "uri"
    /// A component begins with `-`, which programs take for an option.
    case leadingDash = "leading-dash"
    /// A character that a shell would expand.
    case shellSyntax = "shell-syntax"
    /// The path names a folder and no file.
    case emptyName = "empty-name"
    case rootItself = "root-itself"
    case componentTooLong = "component-too-long"
    case pathTooLong = "path-too-long"
    case tooDeep = "too-deep"

    /// What is wrong, to be put after the path.
    var sentence: String {
        switch self {
        case .notAbsolute: "is not an absolute path"
        case .outsideRoots: "is outside the folders kato may write to"
        case .parentTraversal: "leads out of the allowed folder through \"..\", even if it comes back"
        case .protectedPath: "belongs to kato or to an agent"
        case .protectedName: "is a name that agents read as instructions"
        case .hiddenComponent: "has a name that begins with a dot"
        case .unsupportedExtension: "does not end in .md, .markdown, .jsonl or .html"
        case .controlCharacter: "contains a control character"
        case .bidiOrInvisible: "contains a character that cannot be seen"
        case .invalidUTF8: "contains bytes that are not UTF-8"
        case .backslash: "contains a backslash"
        case .percentEncoded: "contains a percent escape"
        case .uri: "looks like a URI or a drive"
        case .leadingDash: "has a name that begins with \"-\""
        case .shellSyntax: "contains a character that shells expand"
        case .emptyName: "names a folder, not a file"
        case .rootItself: "is the allowed folder itself"
        case .componentTooLong: "has a name of more than \(PathPolicy.maximumComponentBytes) bytes"
        case .pathTooLong: "is longer than \(PathPolicy.maximumPathBytes) bytes"
        case .tooDeep: "is more than \(PathPolicy.maximumDepth) folders deep"
        }
    }

    /// What the user can do.
    var hint: String {
        switch self {
        case .outsideRoots: "Choose a path below an allowed folder, or add the folder to allowedRoots in config.yaml."
        case .parentTraversal: "Write the path without \"..\", below an allowed folder."
        case .unsupportedExtension: "End the name with .md, .jsonl or .html."
        case .emptyName, .rootItself: "Add a file name."
        case .backslash: "Separate folders with / and write spaces as they are."
        case .percentEncoded, .uri, .notAbsolute: "Write a plain path that begins with / or ~/."
        case .protectedPath, .protectedName, .hiddenComponent: "Choose a path elsewhere; no setting allows this one."
        case .componentTooLong, .pathTooLong, .tooDeep: "Choose a shorter path."
        case .controlCharacter, .bidiOrInvisible, .invalidUTF8, .leadingDash, .shellSyntax:
            "Choose a name of letters, digits, spaces, dots, dashes and underscores."
        }
    }
}
