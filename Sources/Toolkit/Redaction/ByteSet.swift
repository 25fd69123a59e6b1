/// A set of bytes with a look-up that costs one shift.
struct ByteSet: Sendable, Hashable {
    private var words: SIMD4<UInt64> = .zero

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    init(_ text: String) {
        self.init(text.utf8)
    }

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    func union(_ other: ByteSet) -> ByteSet {
        var result = self
        result.words |= other.words
        return result
    }

    var inverted: ByteSet {
        var result = self
        result.words = ~words
        return result
    }

    // MARK: - Named sets

    static let digit = ByteSet(0x30...0x39)
    static let lower = ByteSet(0x61...0x7A)
    static let upper = ByteSet(0x41...0x5A)
    static let alphanumeric = digit.union(lower).union(upper)
    static let word = alphanumeric.union(ByteSet("_"))

    /// The sets that rules may name.
    static let named: [String: ByteSet] = [
        "digit": digit, "lower": lower, "upper": upper, "base62": alphanumeric, "word": word,
        "hex": digit.union(ByteSet("abcdefABCDEF")),
        "base32": upper.union(ByteSet("234567")),
        "base36": digit.union(lower),
        "BASE36": digit.union(upper),
        "base64": alphanumeric.union(ByteSet("+/=")),
        "base64url": alphanumeric.union(ByteSet("-_")),
        "space": ByteSet(" \t"),
    ]
}
