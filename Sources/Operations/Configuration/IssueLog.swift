import Yams

/// Collects what is wrong while one file is read.
final class IssueLog {
    let file: String
    /// Keys as the file has them, by their present names.
    var oldNames: [String: String] = [:]
    private var found: [ConfigIssue] = []

    init(file: String) {
        self.file = file
    }

    /// In the order of the file, each once.
    var issues: [ConfigIssue] {
        var seen: Set<ConfigIssue> = []
        return found.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.filter { seen.insert($0).inserted }
    }

    func add(_ mark: Mark?, key: String, found node: Node? = nil, _ message: String, hint: String? = nil) {
        add(
            line: mark?.line ?? 0, column: mark?.column ?? 0, key: key, found: node.map(Self.words), message, hint: hint
        )
    }

    func add(line: Int, column: Int, key: String = "", found: String? = nil, _ message: String, hint: String? = nil) {
        self.found.append(
            ConfigIssue(
                file: file, line: line, column: column, key: oldNames[key] ?? key, found: found, message: message,
                hint: hint))
    }

    /// A node in a few words, on one line.
    static func words(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): quoted(scalar.string)
        case .sequence: "a list"
        case .mapping: "a group of keys"
        case .alias: "an alias"
        }
    }

    static func quoted(_ text: String) -> String {
        let printable = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        let line = String(String.UnicodeScalarView(printable))
        return line.count > 60 ? "`\(line.prefix(59))…`" : "`\(line)`"
    }
}
