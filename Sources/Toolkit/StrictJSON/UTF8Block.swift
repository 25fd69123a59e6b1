/// Sixteen bytes with the three before each of them: whether every byte may stand where it stands.
///
/// Works by marks as ``ByteBlock`` does. Where the bytes before are well-formed, three are all that a byte has to be
/// judged by.
struct UTF8Block {
    private typealias Vector = ByteBlock.Vector

    /// Bytes that ``areValid(_:at:)`` looks at.
    static let step = 4 * ByteBlock.count

    private let bytes, first, second, third: Vector

    /// The bytes at `index`, and those one, two and three places before.
    @inline(__always) private init(_ all: UnsafeRawBufferPointer, at index: Int) {
        bytes = ByteBlock(all, at: index).vector
        first = ByteBlock(all, at: index - 1).vector
        second = ByteBlock(all, at: index - 2).vector
        third = ByteBlock(all, at: index - 3).vector
    }

    /// Whether ``step`` bytes at `index` go on well-formed what is before them; the last character may be unfinished,
    /// and wrong.
    ///
    /// `index` must be 3 or more, and the bytes must be there. Four blocks at once, so that one branch is enough.
    static func areValid(_ all: UnsafeRawBufferPointer, at index: Int) -> Bool {
        let a = UTF8Block(all, at: index)
        let b = UTF8Block(all, at: index + ByteBlock.count)
        let c = UTF8Block(all, at: index + 2 * ByteBlock.count)
        let d = UTF8Block(all, at: index + 3 * ByteBlock.count)
        if ByteBlock(a.bytes | b.bytes | c.bytes | d.bytes | a.third).isUnmarked { return true }
        let misplaced = a.misplaced | b.misplaced | c.misplaced | d.misplaced
        // Most text has no lead that is particular.
        if ByteBlock(misplaced | a.particular | b.particular | c.particular | d.particular).isUnmarked { return true }
        return ByteBlock(misplaced | a.outOfRange | b.outOfRange | c.outOfRange | d.outOfRange).isUnmarked
    }

    /// Marks bytes behind a lead.
    private var leads: Vector {
        @inline(__always) get { Self.atLeast(0xC0, first) }
    }

    /// Marks continuation bytes where none may be, and other bytes where one must be.
    private var misplaced: Vector {
        @inline(__always) get {
            // A lead of three bytes or more is E0…FF, of four F0…FF.
            let mustContinue = leads | Self.atLeast(0xE0, second) | Self.atLeast(0xF0, third)
            // 80…BF are continuation bytes: what is less than C0, and marked.
            let continues = bytes & (bytes &- 0xC0)
            return continues ^ mustContinue
        }
    }

    /// Marks every byte that ``outOfRange`` may mark, and some more: those behind C0, C1, D0, D1, E0, E1, ED and F0…FF.
    private var particular: Vector {
        @inline(__always) get {
            let zeroOrOne = (first & 0x0E) &- 1
            return leads & (zeroOrOne | Self.lead(0xED, first)) | Self.atLeast(0xF0, first)
        }
    }

    /// Marks bytes behind a lead that begins no character, or none that goes on like that.
    private var outOfRange: Vector {
        @inline(__always) get {
            // C0 and C1 are overlong, F5…FF above U+10FFFF.
            let never = Self.lead(0xC0, first & 0xFE) | Self.atLeast(0xF5, first)
            // E0 80…9F and F0 80…8F are overlong, ED A0…BF is a surrogate, F4 90…BF is above U+10FFFF.
            let isFromA0 = Self.atLeast(0xA0, bytes)
            let isFrom90 = Self.atLeast(0x90, bytes)
            let notSo =
                Self.lead(0xE0, first) & ~isFromA0 | Self.lead(0xED, first) & isFromA0
                | Self.lead(0xF0, first) & ~isFrom90 | Self.lead(0xF4, first) & isFrom90
            return leads & (never | notSo)
        }
    }

    /// Marks bytes from `least` on, which must be 0x80 or more: the highest bit is lost when the rest up to 0x100 is added.
    @inline(__always) private static func atLeast(_ least: UInt8, _ bytes: Vector) -> Vector {
        bytes & ~(bytes &- Vector(repeating: least))
    }

    /// Marks one lead. Among leads nothing else is marked, because they differ in the lower bits only.
    @inline(__always) private static func lead(_ lead: UInt8, _ bytes: Vector) -> Vector {
        (bytes ^ Vector(repeating: lead)) &- 1
    }
}
