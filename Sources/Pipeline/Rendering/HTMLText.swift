/// Text of a conversation, made fit to stand in an HTML file: nothing in it can be markup, and nothing is lost.
enum HTMLText {
    /// `text` with everything escaped that HTML gives a meaning, in content and in quoted attributes. Characters that
    /// HTML does not allow become U+FFFD.
    static func escaped(_ text: some StringProtocol) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": escaped.append(scalar)
            default: escaped.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
            }
        }
        return String(escaped)
    }

    /// One line's code spans, strong words and web links as markup; the rest escaped.
    ///
    /// Only pairs that open and close on the line count. A link is kept where its address is a web address and can be
    /// read in full by pointing at it; anything else stays as it was typed.
    static func inline(_ line: some StringProtocol) -> String {
        var html = ""
        var plain = ""
        var rest = Substring(line)
        func take(_ match: Regex<(Substring, Substring)>.Match?, _ open: String, _ close: String) -> Bool {
            guard let match else { return false }
            html += escaped(plain) + open + escaped(match.1) + close
            plain = ""
            rest = rest[match.range.upperBound...]
            return true
        }
        while let first = rest.first {
            switch first {
            case "`" where take(rest.prefixMatch(of: /`([^`]+)`/), "<code>", "</code>"): continue
            case "*" where take(rest.prefixMatch(of: /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/), "<strong>", "</strong>"):
                continue
            case "[":
                guard let link = rest.prefixMatch(of: /\[([^\[\]]+)\]\((https?:\/\/[^\s()<>"]+)\)/) else { break }
                html += escaped(plain) + "<a href=\"\(escaped(link.2))\" rel=\"noopener noreferrer\">"
                html += escaped(link.1) + "</a>"
                plain = ""
                rest = rest[link.range.upperBound...]
                continue
            default: break
            }
            plain.append(rest.removeFirst())
        }
        return html + escaped(plain)
    }
}
