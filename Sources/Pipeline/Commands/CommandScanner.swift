import KatoModel

/// Finds commands in the text of a user's message.
///
/// A command is a line of its own: spaces and tabs, `::`, a word, and for some an argument to the end of the line.
/// Indentation does not make it code: people indent what they type below a list. Fenced code, block quotes, inline code
/// and words before the `::` hide it; an unclosed fence hides the rest of the message, and so does the first line of a
/// pasted transcript. A line with characters that cannot be seen is never a command: it is an error where it would have
/// been one.
package struct CommandScanner {
    /// Commands in one message. People type a few; a pasted list of thousands must not make thousands of files.
    package static let maximumCommands = 32

    /// What `text` asks for. A known command with bad arguments rejects all commands of the message.
    package static func scan(_ text: String) -> MessageCommands {
        CommandMarker.mayStand(in: text) ? read(text) : .none(unknown: [])
    }

    /// The same without the short cut.
    static func read(_ text: String) -> MessageCommands {
        var fences = [FenceTracker(.wide), FenceTracker(.standard), FenceTracker(.lists)]
        var commands: [FoundCommand] = []
        var unknown: [String] = []
        var errors: [CommandSyntaxError] = []
        for (number, line) in lines(of: text).enumerated() {
            var visible = true
            // What follows may be anybody's words.
            if TranscriptMark.begins(line) { break }
            for index in fences.indices where !fences[index].isOutside(line) { visible = false }
            guard visible else { continue }
            switch CommandLine(line).meaning {
            case .text: break
            case .unknown(let word): unknown.append(word)
            case .command(let command): commands.append(FoundCommand(command: command, line: number))
            case .invalid(let error, let name): errors.append(error.placed(command: name, line: number))
            }
        }
        if commands.count > maximumCommands {
            let first = commands[maximumCommands]
            errors.append(CommandSyntaxError(.tooMany, command: first.command.name, line: first.line))
        }
        if !errors.isEmpty { return .rejected(errors) }
        return commands.isEmpty ? .none(unknown: unknown) : .commands(commands, unknown: unknown)
    }

    /// The lines that `EventPosition` counts. CRLF and CR end a line; no Unicode separator does.
    private static func lines(of text: String) -> [String] {
        let bytes = text.utf8
        var lines: [String] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            lines.append(String(text[start..<end]))
            start = bytes.index(after: end)
            if bytes[end] == 0x0D, start < bytes.endIndex, bytes[start] == 0x0A { bytes.formIndex(after: &start) }
        }
        lines.append(String(text[start...]))
        return lines
    }
}
