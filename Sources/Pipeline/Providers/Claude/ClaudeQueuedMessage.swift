import KatoModel
import StrictJSON

/// A message that waits, or waited, until Claude takes it.
struct ClaudeQueuedMessage: Hashable {
    /// Where it is on its way; the raw values stand in the decoder's memory.
    enum State: String {
        case waiting = "w"
        /// A turn begins with it: a `user` record follows.
        case taken = "t"
        /// Its attachment was read; the word that it left follows.
        case shown = "s"
        /// Put into the running turn; an attachment may follow.
        case handedOver = "h"
    }

    /// Of what nobody is told only enough is kept to tell it apart: the ids of notifications stand near their beginning.
    private static let cutLength = 128

    var state = State.waiting
    /// False for what the program put there, and for what is too long to remember; then the text is cut.
    let isTyped: Bool
    let time: Timestamp?
    /// When it left.
    var left: Timestamp?
    let text: String

    /// - Parameter content: what the log says that waits; `nil` for pictures and the like.
    init(_ content: String?, _ time: Timestamp?) {
        let text = content.map(Self.normal) ?? ""
        isTyped = Self.isTyped(text)
        self.text = isTyped ? text : Self.cut(text)
        self.time = time
    }

    /// The same, told to nobody.
    init(forgettingTextOf message: ClaudeQueuedMessage) {
        (state, time, left) = (message.state, message.time, message.left)
        isTyped = false
        text = Self.cut(message.text)
    }

    /// Whether a record's text is this message's.
    func isSaid(by text: String) -> Bool {
        let text = Self.normal(text)
        return (isTyped ? text : Self.cut(text)) == self.text
    }

    /// What the message is when no record shows it.
    var draft: EventDraft? {
        guard isTyped, case .prompt(let words) = ClaudeUserText(text) else { return nil }
        guard !Self.looksWrapped(text) else {
            return EventDraft(kind: .systemMessage, content: .text(words), time: time)
        }
        return EventDraft(kind: .userMessage, content: .text(words), time: time, startsTurn: true)
    }

    // MARK: - Memory

    /// Reads what ``value`` wrote.
    init?(_ value: JSONValue) {
        guard let parts = value.arrayValue, parts.count == 5, let state = parts[0].stringValue.flatMap(State.init),
            let isTyped = parts[1].boolValue, let text = parts[4].stringValue
        else { return nil }
        (self.state, self.isTyped, self.text) = (state, isTyped, text)
        time = parts[2].intValue.map { Timestamp(milliseconds: $0) }
        left = parts[3].intValue.map { Timestamp(milliseconds: $0) }
    }

    /// State, whether it was typed, both times and the text.
    var value: JSONValue {
        let times = [time, left].map { $0.map { JSONValue.int($0.milliseconds) } ?? .null }
        return .array([.string(state.rawValue), .bool(isTyped)] + times + [.string(text)])
    }

    // MARK: - Texts

    private static func normal(_ text: String) -> String {
        PlainText.trimmed(PlainText.withoutControlSequences(text))
    }

    private static func cut(_ text: String) -> String {
        String(text.prefix(cutLength))
    }

    private static func isTyped(_ text: String) -> Bool {
        // Notifications of releases before 2.1.50.
        guard !text.hasPrefix(#"{"task_id""#), case .prompt = ClaudeUserText(text) else { return false }
        return true
    }

    /// Whether it begins like a wrapper that the program made: `<cross-session …>`. Nothing says so where a message
    /// waits, and what no person typed must hold no command.
    private static func looksWrapped(_ text: String) -> Bool {
        text.prefixMatch(of: /<[a-z]+[-_][a-z_-]*[\s>]/) != nil
    }
}
