import Yams

/// Reads the text of a file into YAML nodes, and rejects what the configuration has no use for: several documents,
/// anchors, aliases, tags and deep nesting.
enum ConfigDocument {
    /// Groups inside each other. Two are in use; the parser recurses, so the number has to be small.
    static let maximumDepth = 64

    /// `nil` for an empty text, and for one that is no YAML, which is reported.
    static func compose(_ text: String, log: IssueLog) -> Node? {
        if let line = tooDeepLine(text) {
            log.add(line: line, column: 1, "The groups are nested too deeply.", hint: "Two levels are in use.")
            return nil
        }
        do {
            // The basic resolver gives every node the tag of its shape, so any other one was written in the file.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            // Nodes hold their anchors weakly; the parser keeps them.
            return try withExtendedLifetime(parser) {
                let root = try parser.singleRoot()
                if let root { rejectExtras(root, log: log) }
                return root
            }
        } catch let error as YamlError {
            report(error, text: text, log: log)
        } catch {
            log.add(line: 0, column: 0, "The file is not YAML.")
        }
        return nil
    }

    /// An alias stands for the anchored node itself, so what has an anchor is reported and not looked into: a file in
    /// which aliases multiply costs nothing.
    private static func rejectExtras(_ node: Node, log: IssueLog) {
        if node.anchor != nil {
            log.add(
                node.mark, key: "", found: node, "Anchors (`&`) and aliases (`*`) are not supported.",
                hint: "Write the value in every place, in quotes where it begins with one of these signs.")
            return
        }
        if hasTag(node) {
            log.add(node.mark, key: "", found: node, "Tags (`!`) are not supported.", hint: "Leave the tag out.")
        }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                rejectExtras(key, log: log)
                rejectExtras(value, log: log)
            }
        case .sequence(let sequence):
            for item in sequence { rejectExtras(item, log: log) }
        case .scalar, .alias:
            break
        }
    }

    /// True for a tag that says something else than the shape of the node. The parser fills in the latter itself.
    private static func hasTag(_ node: Node) -> Bool {
        switch node {
        case .scalar(let scalar): scalar.tag != .implicit && scalar.tag != Tag(.str)
        case .mapping(let mapping): mapping.tag != .implicit && mapping.tag != Tag(.map)
        case .sequence(let sequence): sequence.tag != .implicit && sequence.tag != Tag(.seq)
        case .alias: false
        }
    }

    /// The first line that could take the parser deeper than ``maximumDepth``: by indentation, by list signs on one
    /// line, or by brackets. Brackets in quotes count, so that a text with very many of them would be rejected too.
    private static func tooDeepLine(_ text: String) -> Int? {
        var brackets = 0
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            let lead = line.prefix {
                $0 == 0x20 || [UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains($0)
            }
            let rest = line.dropFirst(lead.count)
            if rest.isEmpty || rest.first == UInt8(ascii: "#") { continue }
            for byte in rest {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets = max(0, brackets - 1) }
            }
            if lead.count > maximumDepth || brackets > maximumDepth { return index + 1 }
        }
        return nil
    }

    private static func report(_ error: YamlError, text: String, log: IssueLog) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let detail = context.map { "\($0.text), \(problem)" } ?? problem
            log.add(
                mark, key: "", "The file is not valid YAML: \(detail).",
                hint: "Look at the indentation and quotes of this line and the one before.")
        case .composer(_, let problem, let mark, _) where problem.contains("another document"):
            log.add(mark, key: "", "A second document begins here.", hint: "Remove the line `---`.")
        case .composer(_, let problem, let mark, _):
            log.add(mark, key: "", "The file is not valid YAML: \(problem).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            for key in duplicates {
                log.add(
                    context.mark, key: key, "The key stands more than once in the same group.",
                    hint: "Keep one of them.")
            }
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
            log.add(
                line: line ?? 0, column: line == nil ? 0 : 1,
                "The file holds a character that YAML does not allow: \(problem).")
        default:
            log.add(line: 0, column: 0, "The file is not YAML.")
        }
    }
}
