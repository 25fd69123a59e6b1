import ArgumentParser

/// A first word that is no command: what it may have been meant to be.
enum UnknownCommand {
    private static let known =
        KatoCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

    private static let typedInChat = ["record", "capture"]

    /// What to say; `nil` when the word is a command or an option.
    static func failure(_ word: String) -> CommandFailure? {
        guard !word.hasPrefix("-"), !known.contains(word) else { return nil }
        if typedInChat.contains(word) {
            return CommandFailure(
                "\(word) is no command of kato's here.", hint: "Type ::\(word) in the conversation itself.",
                status: .usage)
        }
        let hint = closest(to: word, among: known).map { "Did you mean kato \($0)?" }
        return CommandFailure(
            "There is no command \(word).", hint: hint ?? "See kato --help for all of them.", status: .usage)
    }

    /// The candidate that takes the fewest changes, if these are few enough for a slip.
    static func closest(to word: String, among candidates: [String]) -> String? {
        let measured = candidates.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }
        guard let best = measured.min(by: { $0.1 < $1.1 }), best.1 <= max(1, word.utf8.count / 3) else { return nil }
        return best.0
    }

    /// Letters to be put in, taken out, exchanged or swapped with the next one (Damerau and Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var rows = [Array(0...right.count)]
        for (row, letter) in left.enumerated() {
            var next = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(next[column], rows[row][column + 1]) + 1
                best = min(best, rows[row][column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                next.append(best)
            }
            rows.append(next)
        }
        return rows[left.count][right.count]
    }
}
