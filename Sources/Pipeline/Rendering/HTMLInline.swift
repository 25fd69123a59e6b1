/// One line's code spans, strong and stressed words and web links as HTML; the rest escaped.
///
/// Only pairs that open and close on the line count. A link is kept where its address is a web address and can be read
/// in full by pointing at it; anything else stays as it was typed. Looks at every character a bounded number of times.
struct HTMLInline {
    private let text: [Unicode.Scalar]
    private var html = ""
    private var plain = String.UnicodeScalarView()
    private var position = 0

    /// The line as HTML.
    static func html(_ line: some StringProtocol) -> String {
        var inline = HTMLInline(text: Array(line.unicodeScalars))
        inline.run()
        return inline.html
    }

    private init(text: [Unicode.Scalar]) {
        self.text = text
    }

    private mutating func run() {
        while position < text.count {
            let isTaken =
                switch text[position] {
                case "`": takeCode()
                case "*": takeStrong() || takeStressed()
                case "_": takeStressed()
                case "[": takeLink()
                default: false
                }
            if isTaken { continue }
            plain.append(text[position])
            position += 1
        }
        flush()
    }

    private mutating func takeCode() -> Bool {
        guard let end = next(["`"], from: position + 1), end > position + 1 else { return false }
        add("<code>", position + 1..<end, "</code>", upTo: end + 1)
        return true
    }

    private mutating func takeStrong() -> Bool {
        let start = position + 2
        guard start < text.count, text[start - 1] == "*", let end = next(["*"], from: start), end > start,
            end + 1 < text.count, text[end + 1] == "*", text[start] != " ", text[end - 1] != " "
        else { return false }
        add("<strong>", start..<end, "</strong>", upTo: end + 2)
        return true
    }

    /// `*so*` and `_so_`, where nothing that could be part of a name or a number touches the marks.
    private mutating func takeStressed() -> Bool {
        let mark = text[position]
        let start = position + 1
        guard position == 0 || !Self.isWord(text[position - 1], mark), start < text.count,
            Self.isInk(text[start], mark),
            let end = next([mark], from: start), end > start, Self.isInk(text[end - 1], mark),
            end + 1 == text.count || !Self.isWord(text[end + 1], mark)
        else { return false }
        add("<em>", start..<end, "</em>", upTo: end + 1)
        return true
    }

    private static func isWord(_ scalar: Unicode.Scalar, _ mark: Unicode.Scalar) -> Bool {
        scalar == mark || scalar == "\\" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isInk(_ scalar: Unicode.Scalar, _ mark: Unicode.Scalar) -> Bool {
        scalar != mark && scalar != "\\" && !scalar.properties.isWhitespace
    }

    private mutating func takeLink() -> Bool {
        guard let close = next(["[", "]"], from: position + 1), text[close] == "]", close > position + 1,
            close + 1 < text.count, text[close + 1] == "(",
            let end = next([" ", "\t", "(", ")", "<", ">", "\""], from: close + 2), text[end] == ")"
        else { return false }
        let address = string(close + 2..<end)
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return false }
        let tag = "<a href=\"\(HTMLText.escaped(address))\" rel=\"noopener noreferrer\">"
        add(tag, position + 1..<close, "</a>", upTo: end + 1)
        return true
    }

    private func next(_ wanted: Set<Unicode.Scalar>, from start: Int) -> Int? {
        guard start <= text.count else { return nil }
        return text[start...].firstIndex { wanted.contains($0) }
    }

    private mutating func add(_ open: String, _ range: Range<Int>, _ close: String, upTo end: Int) {
        flush()
        html += open + HTMLText.escaped(string(range)) + close
        position = end
    }

    private mutating func flush() {
        html += HTMLText.escaped(String(plain))
        plain = String.UnicodeScalarView()
    }

    private func string(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(text[range]))
    }
}
