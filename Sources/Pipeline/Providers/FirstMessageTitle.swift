/// Makes a title from a user's message, for conversations nobody gave one.
enum FirstMessageTitle {
    /// Characters a title has at most; the last one is `…` when something was cut.
    static let limit = 60

    /// The message on one line, cut to ``limit``; `nil` when it has no words besides in-chat commands (`::record`).
    ///
    /// Looks no further than the cut: a message may be a whole file.
    static func make(from message: String) -> String? {
        var title = ""
        var count = 0
        var isLineStart = true
        var isAfterSpace = false
        var index = message.startIndex
        while index < message.endIndex {
            let character = message[index]
            if character.isWhitespace {
                if character.isNewline { isLineStart = true }
                isAfterSpace = count > 0
            } else if isLineStart, message[index...].hasPrefix("::") {
                index = message[index...].firstIndex(where: \.isNewline) ?? message.endIndex
                continue
            } else {
                isLineStart = false
                if isAfterSpace {
                    title.append(" ")
                    count += 1
                    isAfterSpace = false
                }
                title.append(character)
                count += 1
                if count > limit { return title.prefix(limit - 1) + "…" }
            }
            index = message.index(after: index)
        }
        return title.isEmpty ? nil : title
    }
}
