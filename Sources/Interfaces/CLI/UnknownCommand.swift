import ArgumentParser

/// Words that are no command: what they may have been meant to be.
///
/// The parser takes a command that it does not know for arguments too many, and explains the program when it is asked
/// about one.
enum UnknownCommand {
    private static let typedInChat = ["record", "capture"]

    /// What to say of a command line; `nil` when it begins with a command or an option.
    static func failure(_ arguments: [String]) -> CommandFailure? {
        if arguments.first == "--version", arguments.count > 1 {
            return CommandFailure("--version stands alone.", hint: "Leave out what follows it.", status: .usage)
        }
        var words = arguments.prefix { !$0.hasPrefix("-") }
        // Beyond its first word a command line holds names of other things; a question about a command does not.
        words = words.first == "help" ? words.dropFirst() : words.prefix(1)
        var (command, path): (any ParsableCommand.Type, String) = (KatoCommand.self, "kato")
        for word in words where word != "help" {
            let known = command.configuration.subcommands
            guard let next = known.first(where: { $0.configuration.commandName == word }) else {
                return failure(word, of: path, among: known.compactMap { $0.configuration.commandName })
            }
            (command, path) = (next, path + " " + word)
        }
        return nil
    }

    private static func failure(_ word: String, of path: String, among known: [String]) -> CommandFailure {
        let meant = closest(to: word, among: known + ["help"] + typedInChat)
        let hint =
            switch meant {
            case let chat? where typedInChat.contains(chat): "Type ::\(chat) in the conversation itself."
            case let other?: "Did you mean \(path) \(other)?"
            case nil: "See \(path) --help for all of them."
            }
        return CommandFailure("There is no command \(word).", hint: hint, status: .usage)
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
