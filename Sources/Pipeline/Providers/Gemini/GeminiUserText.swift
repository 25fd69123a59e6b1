import KatoModel
import StrictJSON

/// Tells apart what the user typed and what the agent put behind it: files that were named with `@`.
struct GeminiUserText {
    /// The user's words: what was shown on the screen, with the command lines that only the sent text has.
    private(set) var typed: String?
    /// What was sent along.
    private(set) var attached: String?

    /// What the agent writes between the user's words and the content of files.
    private static let attachmentMark = "--- Content from referenced files ---"

    init(content: JSONValue?, display: JSONValue?) {
        let sent = (content.map(GeminiText.parts) ?? []).joined(separator: "\n\n")
        let cut = TextSearch.find(Self.attachmentMark, in: sent[...])?.lowerBound ?? sent.endIndex
        let words = PlainText.trimmed(String(sent[..<cut]))
        let rest = PlainText.trimmed(String(sent[cut...]))
        attached = rest.isEmpty ? nil : rest
        let shown = GeminiText.text(display) ?? ""
        let text = shown.isEmpty ? words : Self.restoringCommands(of: words, in: shown)
        typed = text.isEmpty ? nil : text
    }

    /// What is shown, after the command lines that it lacks.
    private static func restoringCommands(of sent: String, in shown: String) -> String {
        let known = Set(lines(shown))
        let missing = lines(sent).filter { $0.hasPrefix("::") && !known.contains($0) }
        return (missing + [shown]).joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { PlainText.trimmed(String($0.drop(while: \.isWhitespace))) }
    }
}
