/// Sentences to fill made-up conversations with: already escaped for JSON, with the escapes, code and non-ASCII
/// characters that real ones have.
struct TextPool {
    private let sentences: [[UInt8]]

    init(generator: inout SeededGenerator) {
        sentences = (0..<2000).map { _ in Array(Self.sentence(&generator).utf8) }
    }

    /// Whole sentences, `size` bytes or a little more.
    func append(size: Int, to line: inout [UInt8], generator: inout SeededGenerator) {
        let end = line.count + size
        while line.count < end {
            line.append(contentsOf: sentences[Int(generator.next() % UInt64(sentences.count))])
        }
    }

    private static let words = [
        "the", "file", "function", "returns", "when", "test", "error", "value", "is", "not", "a", "of", "parser",
        "should", "read", "line", "buffer", "we", "can", "then", "because", "naïve", "— so", "request", "server",
        "timeout", "für", "change", "module", "import", "retry", "“quoted”", "cache", "index", "日本語", "session",
    ]

    private static func sentence(_ generator: inout SeededGenerator) -> String {
        let chosen = (0..<(4 + generator.next() % 16)).map { _ in words[Int(generator.next() % UInt64(words.count))] }
        let text = chosen.joined(separator: " ")
        switch generator.next() % 8 {
        case 0: return #"\n\nfunc \#(chosen[0])(_ value: Int) -> String {\n    return \"\#(text)\"\n}\n"#
        case 1: return #"\n- \#(text)"#
        case 2: return #"\n/usr/src/\#(chosen[1])/\#(chosen[2]).swift:\#(generator.next() % 900):\t\#(text)\n"#
        case 3: return #"`\#(chosen[0])` \u00e9\u2192 \#(text). "#
        default: return text + ". "
        }
    }
}
