import KatoModel
import StrictJSON

/// The manual page kato(1) in man's own language, made from what the argument parser knows.
struct ManualPage {
    private let root: JSONValue

    /// - Parameter dump: the argument parser's description of the program.
    init?(dump: String) {
        guard let command = (try? JSONValue.parse(dump))?["command"] else { return nil }
        root = command
    }

    /// The page, without its last line end.
    var text: String {
        var lines = [
            ".TH KATO 1 \"\" \"kato \(KatoVersion.current)\" \"User Commands\"", ".SH NAME",
            "kato, katod \\- own your AI conversations", ".SH SYNOPSIS", ".B kato", ".I command", "[options]",
            ".SH DESCRIPTION",
        ]
        lines += paragraphs(root["discussion"])
        lines += [".SH COMMANDS"]
        for command in shown(root["subcommands"]) { lines += section(command, below: "kato") }
        lines += Self.rest
        return lines.joined(separator: "\n")
    }

    private static let rest = [
        ".SH FILES", ".TP", ".I ~/.config/kato/config.yaml", "The configuration; see", ".BR \"kato config\" .", ".TP",
        ".I ~/.local/state/kato/", "The journal and the logs.", ".TP", ".I ~/.local/share/kato/recordings/",
        "Recordings whose place nobody named.", ".SH ENVIRONMENT", ".TP", ".B KATO_HOME",
        "A folder for all of kato's files, in place of the XDG folders.", ".TP", ".B NO_COLOR", "No colours.",
        ".SH EXIT STATUS", ".TP", ".B 0", "Done.", ".TP", ".B 1", "Failed.", ".TP", ".B 2", "Wrong usage.", ".TP",
        ".B 3", "The daemon is not running, and the command needs it.",
    ]

    private func section(_ command: JSONValue, below parent: String) -> [String] {
        let name = parent + " " + (command["commandName"]?.stringValue ?? "")
        let children = shown(command["subcommands"])
        var lines: [String] = []
        if children.isEmpty {
            lines += [
                ".SS " + Self.quoted(name + synopsis(command)), Self.escaped(command["abstract"]?.stringValue ?? ""),
            ]
            let more = paragraphs(command["discussion"])
            if !more.isEmpty { lines += [".PP"] + more }
            for argument in shown(command["arguments"]) { lines += description(argument) }
        }
        for child in children { lines += section(child, below: name) }
        return lines
    }

    private func synopsis(_ command: JSONValue) -> String {
        let words = shown(command["arguments"]).filter { $0["kind"]?.stringValue == "positional" }.map { argument in
            let name = "<\(argument["valueName"]?.stringValue ?? "value")>"
            return argument["isOptional"]?.boolValue == true ? "[\(name)]" : name
        }
        return words.map { " " + $0 }.joined()
    }

    private func description(_ argument: JSONValue) -> [String] {
        let value = argument["valueName"]?.stringValue ?? "value"
        let isFlag = argument["kind"]?.stringValue == "flag"
        let names = (argument["names"]?.arrayValue ?? []).map { name in
            (name["kind"]?.stringValue == "long" ? "--" : "-") + (name["name"]?.stringValue ?? "")
        }
        let label = names.isEmpty ? "<\(value)>" : names.joined(separator: ", ") + (isFlag ? "" : " <\(value)>")
        if label.contains("--help") || label.contains("--version") { return [] }
        return [".TP", ".B " + Self.quoted(label), Self.escaped(argument["abstract"]?.stringValue ?? "")]
    }

    private func paragraphs(_ text: JSONValue?) -> [String] {
        (text?.stringValue ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ".PP" : ($0.contains("  ") ? ".br\n" : "") + Self.escaped(String($0)) }
    }

    private func shown(_ list: JSONValue?) -> [JSONValue] {
        (list?.arrayValue ?? []).filter {
            $0["shouldDisplay"]?.boolValue != false && $0["commandName"]?.stringValue != "help"
        }
    }

    private static func quoted(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\"" }

    /// Backslashes and leading dots mean something to man; hyphens are made ones that can be copied.
    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
