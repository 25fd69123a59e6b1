/// Makes a title from a user's message, for conversations nobody gave one.
enum FirstMessageTitle {
    /// Characters a title has at most; the last one is `…` when something was cut.
    static let limit = 60

    /// The message on one line, cut to ``limit``; `nil` when it has no words besides in-chat commands (`::record`).
    static func make(from message: String) -> String? {
        var title = ""
        var count = 0
        for line in message.split(whereSeparator: \.isNewline) where !isCommand(line) {
            for word in line.split(whereSeparator: \.isWhitespace) {
                if count > 0 {
                    title.append(" ")
                    count += 1
                }
                title += word
                count += word.count
                if count > limit { return String(title.prefix(limit - 1)) + "…" }
            }
        }
        return title.isEmpty ? nil : title
    }

    private static func isCommand(_ line: Substring) -> Bool {
        line.drop(while: \.isWhitespace).hasPrefix("::")
    }
}
