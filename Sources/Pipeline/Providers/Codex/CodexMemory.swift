import KatoModel
import StrictJSON

/// What the decoder remembers of a rollout, under names of its own in the ``DecoderMemory``.
extension DecoderMemory {
    /// Texts that are remembered to be told from their repetition; a record repeats what is a few lines away.
    private static let recentTexts = 12

    /// The thread whose file it is.
    var thread: String? {
        get { self["thread"] }
        set { self["thread"] = newValue }
    }
    /// The conversation: the thread, or for a sub-agent the one that it works for.
    var root: String? {
        get { self["root"] }
        set { self["root"] = newValue }
    }
    /// The thread again when it is a sub-agent's.
    var agent: String? {
        get { self["agent"] }
        set { self["agent"] = newValue }
    }
    /// The thread whose history is being copied into this file; `nil` in a thread's own part.
    var copiedFrom: String? {
        get { self["copiedFrom"] }
        set { self["copiedFrom"] = newValue }
    }
    /// The model of the turn.
    var model: String? {
        get { self["model"] }
        set { self["model"] = newValue }
    }
    /// The turn; `nil` in releases that did not name them.
    var turn: String? { self["turn"] }

    /// A turn begins, unless it is the one that is known: everything counted within it starts anew.
    mutating func begin(turn: String) {
        guard self["turn"] != turn else { return }
        self["turn"] = turn
        forgetTurn()
    }

    /// Forgets what was counted and said within a turn.
    mutating func forgetTurn() {
        for name in ["user", "assistant", "reasoning", "injected", "marks"] { self[count: name] = 0 }
        forgetTexts()
    }

    /// Forgets what was said: what comes now repeats none of it.
    mutating func forgetTexts() {
        for name in ["events", "items", "shown"] { self[name] = nil }
    }

    /// The identity of the next text of this sort: `user`, `assistant`, `reasoning`, `injected` for what the model alone
    /// was to read, `marks` for what happened in the turn.
    ///
    /// It names the turn, or for lack of one the thread, and counts within it. So it is the same in a copy of the
    /// history in another thread's file, and after Codex has written the file anew in its other dialect.
    mutating func nextID(_ sort: String, parts: Int = 1) -> String {
        let number = self[count: sort] + 1
        self[count: sort] += parts
        return "\(turn ?? copiedFrom ?? thread ?? ""):\(sort):\(number)"
    }

    /// Each text stands twice in a rollout, as an event and as an item. True when it is the second of the two.
    mutating func isRepeated(_ text: String, isEvent: Bool) -> Bool {
        let print = Self.fingerprint(text)
        var others = prints(isEvent ? "items" : "events")
        if let index = others.firstIndex(of: print) {
            others.remove(at: index)
            set(others, isEvent ? "items" : "events")
            return true
        }
        set(prints(isEvent ? "events" : "items") + [print], isEvent ? "events" : "items")
        return false
    }

    /// Notes that the assistant said this in the turn.
    mutating func noteShown(_ text: String) {
        set(prints("shown") + [Self.fingerprint(text)], "shown")
    }

    /// Whether the assistant said this in the turn, as far as is remembered.
    func wasShown(_ text: String) -> Bool {
        prints("shown").contains(Self.fingerprint(text))
    }

    private func prints(_ name: String) -> [Substring] {
        (self[name] ?? "").split(separator: " ")
    }

    private mutating func set(_ prints: [Substring], _ name: String) {
        self[name] = prints.isEmpty ? nil : prints.suffix(Self.recentTexts).joined(separator: " ")
    }

    /// FNV-1a, 64 bits.
    private static func fingerprint(_ text: String) -> Substring {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Hexadecimal.text(hash)[...]
    }
}
