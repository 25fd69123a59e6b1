/// What a recording file holds. The file's extension decides.
package enum RecordingFormat: String, Sendable, Hashable, CaseIterable {
    case markdown
    case jsonl
    case html

    /// The format that the extension of `path` asks for, or `nil` when kato writes no such files.
    package init?(path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        switch name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
        case "md", "markdown": self = .markdown
        case "jsonl": self = .jsonl
        case "html": self = .html
        default: return nil
        }
    }

    /// The extension kato gives a name that it makes itself.
    package var fileExtension: String {
        switch self {
        case .markdown: "md"
        case .jsonl: "jsonl"
        case .html: "html"
        }
    }
}
