/// Sixteen bytes that are looked at together.
///
/// Questions are answered by marks: a byte's highest bit says yes, and its other bits mean nothing. Marks come from
/// arithmetic on each byte, which every processor does to sixteen at once; Swift compares vectors byte by byte.
struct ByteBlock {
    typealias Vector = SIMD16<UInt8>

    static let count = 16

    let vector: Vector

    @inline(__always) init(_ vector: Vector) {
        self.vector = vector
    }

    /// The bytes at `offset`, all of which must be there.
    @inline(__always) init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        vector = bytes.loadUnaligned(fromByteOffset: offset, as: Vector.self)
    }

    /// Writes the bytes.
    @inline(__always) func store(to output: UnsafeMutableRawBufferPointer, at offset: Int) {
        output.storeBytes(of: vector, toByteOffset: offset, as: Vector.self)
    }

    /// Marks quotes, backslashes and control characters: what ends a run of plain bytes in a JSON string.
    @inline(__always) var specials: ByteBlock {
        let quotes = (vector ^ Vector(repeating: 0x22)) &- 1
        let backslashes = (vector ^ Vector(repeating: 0x5C)) &- 1
        let controls = vector &- 0x20
        return ByteBlock((quotes | backslashes | controls) & ~vector)
    }

    /// Whether no byte is marked. For bytes as they were read: whether all are ASCII.
    @inline(__always) var isUnmarked: Bool {
        marks == 0
    }

    /// The place of the first mark; ``count`` when there is none.
    @inline(__always) var firstMark: Int {
        let low = UInt64(truncatingIfNeeded: marks.littleEndian).trailingZeroBitCount
        let high = UInt64(truncatingIfNeeded: marks.littleEndian >> 64).trailingZeroBitCount
        // Adds the upper half where the lower has no mark, without a branch that nobody could foresee.
        return (low &+ (high & (0 &- low >> 6))) >> 3
    }

    private var marks: UInt128 {
        @inline(__always) get { unsafeBitCast(vector & Vector(repeating: 0x80), to: UInt128.self) }
    }
}
