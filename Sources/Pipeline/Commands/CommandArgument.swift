/// Clean-up of an argument as typed.
enum CommandArgument {
    /// Takes the target of an argument that is one whole Markdown link, then strips one pair of `"`, `'` or backticks.
    ///
    /// The order matters: a quoted Markdown link stays as it is.
    static func clean(_ typed: String) -> String {
        var argument = trimmed(typed[...])
        if let target = linkTarget(argument) { argument = trimmed(target) }
        for quote in ["\"", "'", "`"]
        where argument.utf8.count >= 2 && argument.hasPrefix(quote) && argument.hasSuffix(quote) {
            return trimmed(argument.dropFirst().dropLast())
        }
        return argument
    }

    /// Without spaces and tabs at its ends; other white space is part of a name.
    static func trimmed(_ text: Substring) -> String {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
            let last = bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x09 })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    private static func linkTarget(_ text: String) -> Substring? {
        text.wholeMatch(of: /\[[^\]]*\]\((.*)\)/)?.1
    }
}
