import KatoModel

/// Why a command as typed cannot be carried out.
package struct CommandSyntaxError: DescribedError, Hashable {
    /// What is wrong; the raw value becomes part of ``code``.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case unexpectedArgument = "unexpected-argument"
        case missingPath = "missing-path"
        case emptyPath = "empty-path"
        case hiddenCharacter = "hidden-character"
        case mention = "mention"
        case wordsBefore = "words-before"
        case innerHome = "inner-home"
        case otherUsersHome = "other-users-home"
        case variable = "variable"
        case uri = "uri"
        case noWorkingDirectory = "no-working-directory"
        case tooMany = "too-many"
    }

    package let reason: Reason
    /// The command's word; empty where only its argument was looked at.
    package let command: String
    /// Zero-based line in the message; `nil` where only the argument was looked at.
    package let line: Int?

    package init(_ reason: Reason, command: String = "", line: Int? = nil) {
        self.reason = reason
        self.command = command
        self.line = line
    }

    /// `command-` and the reason.
    package var code: String { "command-" + reason.rawValue }

    /// Holds nothing of the message but the command's own word.
    package var message: String {
        let name = "::\(command)"
        let path = command.isEmpty ? "The path" : "The path of \(name)"
        return switch reason {
        case .unexpectedArgument: "\(name) does not accept arguments."
        case .missingPath: "\(name) requires a path argument."
        case .emptyPath: "\(path) is empty."
        case .hiddenCharacter: "\(command.isEmpty ? path : name) stands on a line with invisible or control characters."
        case .mention: "\(path) is an @mention, which is not a path."
        case .wordsBefore: "\(path) has a word before it."
        case .innerHome: "\(path) has a ~ in its middle, where it stands for no home folder."
        case .otherUsersHome: "\(path) names another user's home folder."
        case .variable: "\(path) begins with a variable, and kato expands none."
        case .uri: "\(path) is a URI, not a path."
        case .noWorkingDirectory: "\(path) is relative, and the conversation has not said where it works."
        case .tooMany: "The message holds more than \(CommandScanner.maximumCommands) commands."
        }
    }

    /// One sentence: what to type instead.
    package var hint: String? {
        switch reason {
        case .unexpectedArgument: "Write the command alone on its line; only init, capture and export take a path."
        case .missingPath: "Write a path after the command, for example ::export ~/notes/today.md."
        case .emptyPath: "Write a path, for example ~/notes/today.md; ::init and ::capture also work without any."
        case .hiddenCharacter: "Type the line again by hand."
        case .mention: "Write the file's path without the @."
        case .wordsBefore: "Write the path alone after the command, for example ::capture ~/notes/today.md."
        case .innerHome: "Begin the path with ~/, or write the absolute path."
        case .otherUsersHome: "Write the absolute path, or ~/ for your own home folder."
        case .tooMany: "Write fewer commands; none of these was carried out."
        case .variable, .noWorkingDirectory: "Write an absolute path, or one that begins with ~/."
        case .uri: "Write an absolute path without the scheme."
        }
    }

    /// Nothing lies below a wrongly typed line.
    package var cause: (any Error)? { nil }

    /// The same error, placed in a message.
    package func placed(command: String, line: Int?) -> CommandSyntaxError {
        CommandSyntaxError(reason, command: command, line: line)
    }
}
