import Foundation
import KatoModel
import Yams

/// Turns one value of a file, of a variable or of an argument into a setting's value, or says what is wrong with it.
struct SettingReader {
    /// What `~/` stands for.
    let home: String
    /// Takes what is wrong: which item of a list, the value, what is wrong and what to write instead.
    let report: (_ item: Int?, _ node: Node, _ message: String, _ hint: String?) -> Void

    func value(_ node: Node, _ kind: SettingKind) -> SettingValue? {
        switch kind {
        case .toggle: toggle(node)
        case .number(let range): number(node, range)
        case .word(let words): word(node, words)
        case .timeZone: text(node).flatMap { timeZone($0, node) }
        case .folder: text(node).flatMap { path($0, nil, node) }.map(SettingValue.text)
        case .file: text(node).flatMap { $0.isEmpty ? "" : path($0, nil, node) }.map(SettingValue.text)
        case .fileName: text(node).flatMap { fileName($0, node) }
        case .httpAddress: text(node).flatMap { httpAddress($0, node) }
        case .paths: items(node, called: "path").map { .list($0.compactMap { path($0.text, $0.index, $0.node) }) }
        case .roots: items(node, called: "path").map { .list($0.compactMap(root)) }
        case .texts: items(node, called: "text").map { .list($0.map(\.text)) }
        }
    }

    private func toggle(_ node: Node) -> SettingValue? {
        switch ConfigScalar.plain(node) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            report(nil, node, "Expected true or false, found \(ConfigScalar.describe(node)).", nil)
            return nil
        }
    }

    private func number(_ node: Node, _ range: ClosedRange<Int>) -> SettingValue? {
        let expected = "Expected a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let text = ConfigScalar.plain(node), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text), range.contains(number)
        else {
            report(nil, node, "\(expected), found \(ConfigScalar.describe(node)).", nil)
            return nil
        }
        return .int(number)
    }

    private func word(_ node: Node, _ words: [String]) -> SettingValue? {
        if let text = ConfigScalar.text(node), words.contains(text) { return .text(text) }
        let suggestion = ConfigScalar.text(node).flatMap { Suggestion.nearest(to: $0, among: words) }
        report(
            nil, node, "Expected one of \(words.joined(separator: ", ")), found \(ConfigScalar.describe(node)).",
            suggestion.map { "Did you mean `\($0)`?" })
        return nil
    }

    private func text(_ node: Node) -> String? {
        if let text = ConfigScalar.text(node) { return text }
        report(nil, node, "Expected a text, found \(ConfigScalar.describe(node)).", nil)
        return nil
    }

    private func timeZone(_ name: String, _ node: Node) -> SettingValue? {
        if name == "local" || TimeZone(identifier: name) != nil { return .text(name) }
        let suggestion = Suggestion.nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers + ["local", "UTC"])
        report(
            nil, node, "There is no time zone \(IssueLog.quoted(name)).",
            suggestion.map { "Did you mean `\($0)`?" } ?? "Write `local` or a name such as `Europe/Paris`.")
        return nil
    }

    private func httpAddress(_ text: String, _ node: Node) -> SettingValue? {
        let url = ["http://", "https://"].contains(where: text.hasPrefix) ? URLComponents(string: text) : nil
        if let url, url.host?.isEmpty == false, url.user == nil, url.query == nil, url.fragment == nil {
            return .text(text)
        }
        report(
            nil, node, "Expected an address such as http://localhost:4318, found \(IssueLog.quoted(text)).",
            "Begin it with http:// or https://, and leave out names of users, questions and fragments.")
        return nil
    }

    private func fileName(_ text: String, _ node: Node) -> SettingValue? {
        do throws(FileNameTemplateError) {
            return .text(try FileNameTemplate(text).text)
        } catch {
            report(nil, node, error.message, "Write for example `{date}-{title}-{id}`.")
            return nil
        }
    }

    // MARK: - Paths and lists

    private func path(_ text: String, _ item: Int?, _ node: Node) -> String? {
        switch ConfigPath.resolve(text, home: home) {
        case .success(let path): return path
        case .failure(let problem):
            report(item, node, problem.message, problem.hint)
            return nil
        }
    }

    private func root(_ item: (index: Int, node: Node, text: String)) -> String? {
        guard let root = path(item.text, item.index, item.node) else { return nil }
        guard home == root || home.hasPrefix(root == "/" ? "/" : root + "/") else { return root }
        report(
            item.index, item.node, "\(IssueLog.quoted(root)) holds your whole home folder.",
            "Name the folders in it that recordings may go to.")
        return nil
    }

    private func items(_ node: Node, called word: String) -> [(index: Int, node: Node, text: String)]? {
        guard case .sequence(let items) = node else {
            report(
                nil, node, "Expected a list of \(word)s, found \(ConfigScalar.describe(node)).",
                "Write one \(word) a line, each after `- `.")
            return nil
        }
        return items.enumerated().compactMap { index, item in
            if let text = ConfigScalar.text(item) { return (index, item, text) }
            report(index, item, "Expected a \(word), found \(ConfigScalar.describe(item)).", nil)
            return nil
        }
    }
}
