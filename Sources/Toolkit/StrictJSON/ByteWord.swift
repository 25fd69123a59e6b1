/// Eight bytes that are looked at together, in the way of ``ByteBlock``.
struct ByteWord {
    static let count = 8

    private let word: UInt64

    private init(_ word: UInt64) {
        self.word = word
    }

    /// The bytes at `offset`, all of which must be there.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Writes the bytes.
    func store(to output: UnsafeMutableRawBufferPointer, at offset: Int) {
        output.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
    }

    /// Marks quotes, backslashes and control characters, and perhaps bytes above the first of them: a subtraction borrows
    /// only from above a byte that was found.
    var specials: ByteWord {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return ByteWord((quotes | backslashes | controls) & ~word)
    }

    /// Whether no byte is marked. For bytes as they were read: whether all are ASCII.
    var isUnmarked: Bool { marks == 0 }

    /// The place of the first mark; ``count`` when there is none.
    var firstMark: Int { marks.trailingZeroBitCount / 8 }

    private var marks: UInt64 { word & 0x8080_8080_8080_8080 }
}
