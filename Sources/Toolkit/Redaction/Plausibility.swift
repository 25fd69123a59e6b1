#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells a secret from what only looks like one: placeholders, examples, code and words.
enum Plausibility {
    /// Shannon entropy of the bytes' own frequencies, in bits a byte.
    static func entropy(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double {
        guard !bytes.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        return counts.reduce(0) { sum, count in
            count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
        }
    }

    /// Changes between digit and letter, and from a lower to an upper letter.
    static func mixedness(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var changes = 0
        for (left, right) in zip(bytes, bytes.dropFirst()) {
            let digits = (ByteSet.digit.contains(left), ByteSet.digit.contains(right))
            let isLetterPair = ByteSet.alphanumeric.contains(left) && ByteSet.alphanumeric.contains(right)
            if digits.0 != digits.1, isLetterPair { changes += 1 }
            if ByteSet.lower.contains(left), ByteSet.upper.contains(right) { changes += 1 }
        }
        return changes
    }

    /// Words that stand in the place of a secret, in lower case.
    private static let placeholders = [
        "redacted", "example", "placeholder", "changeme", "change_me", "change-me", "your_", "your-", "yourpass",
        "dummy", "sample", "xxxxx", "*****", ".....", "00000000", "1234567890", "0123456789", "abcdefgh", "secret_here",
        "token_here", "key_here", "my_secret", "insert_", "notreal", "not-a-real",
    ]

    static func isPlaceholder(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        holds(bytes, placeholders)
    }

    /// Whether the bytes, in lower case, hold one of `words`.
    static func holds(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ words: [String]) -> Bool {
        let text = String(decoding: bytes.map(Literal.folded), as: UTF8.self)
        return words.contains { text.contains($0) }
    }

    /// Whether a value after `password =` is code, a path, a variable or plain words.
    static func isCode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, next: UInt8?) -> Bool {
        if let next, ByteSet("([{").contains(next) { return true }
        let text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("~/") || text.hasPrefix("$") { return true }
        if text.hasPrefix("%") || text.hasPrefix("&") || text.hasPrefix("@") { return true }
        if text.contains("://") || text.contains("->") || text.contains("::") || text.contains("==") { return true }
        if isUUID(bytes) || isVersion(text) { return true }
        let parts = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return !parts.isEmpty && parts.allSatisfy(isWord)
    }

    /// Letters of one case, or a capital and small letters, with at most three digits at the end.
    private static func isWord(_ part: Substring) -> Bool {
        let letters = part.prefix { $0.isLetter }
        let rest = part.dropFirst(letters.count)
        guard rest.count <= 3, rest.allSatisfy(\.isNumber) else { return rest.count == part.count && part.count <= 4 }
        return camelWords(letters).allSatisfy { $0.count > 1 } || letters.count == 1
    }

    private static func camelWords(_ letters: Substring) -> [Substring] {
        var words: [Substring] = []
        var start = letters.startIndex
        var previous: Character?
        for index in letters.indices {
            if let previous, previous.isLowercase, letters[index].isUppercase {
                words.append(letters[start..<index])
                start = index
            }
            previous = letters[index]
        }
        return words + [letters[start...]]
    }

    private static func isVersion(_ text: String) -> Bool {
        text.utf8.allSatisfy { ByteSet.digit.contains($0) || ByteSet(".:-_/+,TZ").contains($0) }
    }

    private static func isUUID(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count == 36 else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            [8, 13, 18, 23].contains(index)
                ? byte == UInt8(ascii: "-") : (ByteSet.named["hex"] ?? ByteSet()).contains(byte)
        }
    }
}
