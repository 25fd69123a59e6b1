/// Finds bytes that are not UTF-8, by the table of well-formed sequences (Unicode 3.9, table 3-7).
enum UTF8Check {
    /// The offset of the first byte of the first malformed sequence.
    static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
        // As with ``ByteGroup``.
        #if DEBUG
            firstInvalid(in: bytes, from: 0)
        #else
            firstInvalidByBlocks(in: bytes)
        #endif
    }

    /// The same, many characters at a time.
    static func firstInvalidByBlocks(in bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        // A block is judged by the three bytes before it.
        while index < min(3, bytes.count) {
            let length = sequenceLength(bytes, at: index)
            guard length > 0 else { return index }
            index += length
        }
        while index <= bytes.count - UTF8Block.step, UTF8Block.areValid(bytes, at: index) { index += UTF8Block.step }
        // What is left is the end of a step.
        let last = bytes.count - UTF8Block.step
        if last >= 3, index > last, UTF8Block.areValid(bytes, at: last) { index = bytes.count }
        return firstInvalid(in: bytes, from: characterStart(bytes, at: index))
    }

    /// The same character by character, from where one begins.
    private static func firstInvalid(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if index <= bytes.count - ByteGroup.count, ByteGroup(bytes, at: index).isUnmarked {
                index += ByteGroup.count
            } else {
                let length = sequenceLength(bytes, at: index)
                guard length > 0 else { return index }
                index += length
            }
        }
        return nil
    }

    /// Where the last character begins that may be unfinished at `index`; `index` itself when none can be.
    private static func characterStart(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        (max(0, index - 3)..<index).first { !isContinuation(bytes[$0]) } ?? index
    }

    /// A string of bytes that ``firstInvalid(in:)`` found nothing in. The standard library would look at each again.
    static func stringOfValid(_ bytes: UnsafeRawBufferPointer) -> String {
        let units = bytes.assumingMemoryBound(to: UInt8.self)
        guard #available(macOS 26, *) else { return String(decoding: units, as: UTF8.self) }
        // A short string has its bytes in itself and finds that out by itself.
        let isASCII = bytes.count > 15 && isASCII(bytes)
        return String(copying: UTF8Span(unchecked: units.span, isKnownASCII: isASCII))
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index <= bytes.count - ByteGroup.count {
            guard ByteGroup(bytes, at: index).isUnmarked else { return false }
            index += ByteGroup.count
        }
        return bytes[index...].allSatisfy { $0 < 0x80 }
    }

    /// Bytes in the sequence whose lead byte is at `index`; 0 when it is malformed or cut off.
    private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let left = bytes.count - index
        if lead >= 0xC2, lead <= 0xDF {
            return left >= 2 && isContinuation(bytes[index + 1]) ? 2 : 0
        }
        if lead >= 0xE0, lead <= 0xEF {
            guard left >= 3, isContinuation(bytes[index + 1]), isContinuation(bytes[index + 2]) else { return 0 }
            // E0 80…9F is overlong, ED A0…BF is a surrogate.
            if lead == 0xE0 { return bytes[index + 1] >= 0xA0 ? 3 : 0 }
            if lead == 0xED { return bytes[index + 1] <= 0x9F ? 3 : 0 }
            return 3
        }
        guard lead >= 0xF0, lead <= 0xF4, left >= 4, isContinuation(bytes[index + 1]),
            isContinuation(bytes[index + 2]), isContinuation(bytes[index + 3])
        else { return 0 }
        // F0 80…8F is overlong, F4 90…BF is above U+10FFFF.
        if lead == 0xF0 { return bytes[index + 1] >= 0x90 ? 4 : 0 }
        if lead == 0xF4 { return bytes[index + 1] <= 0x8F ? 4 : 0 }
        return 4
    }

    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
