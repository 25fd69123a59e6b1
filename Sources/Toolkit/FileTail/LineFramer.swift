#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cuts bytes into lines at 0x0A and at nothing else.
///
/// U+2028, U+0085 and their kin stand inside JSON strings of real logs; only the byte 0x0A ends a record.
public enum LineFramer {
    /// The complete lines in `bytes`, without their line end; the rest after the last line end is in none of them.
    public static func lines(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while let end = nextLineEnd(in: bytes, from: start) {
            found.append(start..<end)
            start = end + 1
        }
        return found
    }

    /// The offset of the first 0x0A at or after `start`.
    public static func nextLineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let hit = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return hit - UnsafeMutableRawPointer(mutating: base)
    }

    /// Whether `second` stands right behind `first` somewhere.
    public static func holds(_ first: UInt8, then second: UInt8, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var start = 0
        while start + 1 < bytes.count, let hit = memchr(base + start, Int32(first), bytes.count - 1 - start) {
            start = hit - UnsafeMutableRawPointer(mutating: base) + 1
            if bytes[start] == second { return true }
        }
        return false
    }
}
