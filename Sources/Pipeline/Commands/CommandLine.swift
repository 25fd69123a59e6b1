/// One line of a message outside of code, and what it means.
struct CommandLine {
    enum Meaning {
        case text
        /// `::word` that is no command; in lower case.
        case unknown(String)
        case command(ControlCommand)
        case invalid(CommandSyntaxError, name: String)
    }

    private let line: String

    init(_ line: String) {
        self.line = line
    }

    /// Decides; a line with hidden characters is judged by what it looks like and then refused.
    var meaning: Meaning {
        guard line.unicodeScalars.contains(where: Self.isDeceptive) else { return plainMeaning }
        for look in [Self.replacing(line, with: nil), Self.replacing(line, with: " ")] {
            guard let (name, _) = Self.split(look), ControlCommand.names.contains(name) else { continue }
            return Self.refused(.hiddenCharacter, name)
        }
        return .text
    }

    /// Unusual spaces around the word are refused like hidden characters; inside a path they are part of a name.
    private var plainMeaning: Meaning {
        let meaning = Self.parse(line)
        guard case .text = meaning, line.unicodeScalars.contains(where: HiddenCharacters.isUnusualSpace) else {
            return meaning
        }
        let look = line.unicodeScalars.map { HiddenCharacters.isUnusualSpace($0) ? " " : String($0) }.joined()
        guard let (name, _) = Self.split(look), ControlCommand.names.contains(name) else { return .text }
        return Self.refused(.hiddenCharacter, name)
    }

    private static func parse(_ line: String) -> Meaning {
        guard let (name, typed) = split(line) else { return .text }
        guard ControlCommand.names.contains(name) else { return .unknown(name) }
        if typed.utf8.contains(0x09) { return refused(.hiddenCharacter, name) }
        let argument = CommandArgument.clean(typed)
        let isGiven = !typed.isEmpty
        switch name {
        case "record": return isGiven ? refused(.unexpectedArgument, name) : .command(.record)
        case "stop": return isGiven ? refused(.unexpectedArgument, name) : .command(.stop)
        default: break
        }
        if !isGiven, name == "export" { return refused(.missingPath, name) }
        if isGiven, let reason = PathArgument.problem(argument) { return refused(reason, name) }
        let path = isGiven ? argument : nil
        return switch name {
        case "init": .command(.initialize(path: path))
        case "capture": .command(.capture(path: path))
        default: .command(.export(path: argument))
        }
    }

    private static func refused(_ reason: CommandSyntaxError.Reason, _ name: String) -> Meaning {
        .invalid(CommandSyntaxError(reason), name: name)
    }

    /// The word in lower case and what follows it, trimmed; `nil` when the line has not the shape of a command.
    private static func split(_ line: String) -> (name: String, argument: String)? {
        let head = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        guard head.starts(with: "::".utf8) else { return nil }
        let rest = head.dropFirst(2)
        let word = rest.prefix { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard let first = word.first, isLetter(first) else { return nil }
        let tail = rest.dropFirst(word.count)
        guard tail.isEmpty || tail.first == 0x20 || tail.first == 0x09 else { return nil }
        return (String(decoding: word, as: UTF8.self).lowercased(), CommandArgument.trimmed(Substring(tail)))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// A tab is judged by its place: it may stand between the word and its argument.
    private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && HiddenCharacters.contains(scalar)
    }

    private static func replacing(_ line: String, with replacement: Unicode.Scalar?) -> String {
        var look = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            if !isDeceptive(scalar) {
                look.append(scalar)
            } else if let replacement {
                look.append(replacement)
            }
        }
        return String(look)
    }
}
