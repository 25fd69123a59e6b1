extension ByteCursor {
    /// Bytes of memory that most strings are decoded in. The system is asked for more each time, which is slow.
    private static let usualRoom = 1 << 16

    /// Decodes the string from `start` and steps behind it. The cursor is at its first escape.
    mutating func unescapedString(from start: Int) throws(JSONError) -> String {
        // No string is longer than it is written.
        let most = bytes.count - start
        if let string = try unescapedString(from: start, room: min(most, Self.usualRoom)) { return string }
        guard let string = try unescapedString(from: start, room: most) else { throw failure(.truncated) }
        return string
    }

    /// The same; `nil` when it takes more bytes than `room`, and then the cursor stays.
    private mutating func unescapedString(from start: Int, room: Int) throws(JSONError) -> String? {
        let result = withUnsafeTemporaryAllocation(byteCount: room + ByteGroup.count, alignment: 1) { output in
            Result { () throws(JSONError) in
                try unescape(from: start, into: output).map { end, written in
                    (end, UTF8Check.stringOfValid(UnsafeRawBufferPointer(rebasing: output[..<written])))
                }
            }
        }
        guard let (end, string) = try result.get() else { return nil }
        position = end
        return string
    }

    /// Writes what is decoded, and perhaps a group behind it, and returns where the string ends and how many bytes that
    /// were; `nil` when the output is too short for it and a group.
    private func unescape(
        from start: Int, into output: UnsafeMutableRawBufferPointer
    ) throws(JSONError) -> (end: Int, written: Int)? {
        // A copy, which stays in registers.
        var cursor = self
        var written = position - start
        guard written <= output.count - ByteGroup.count else { return nil }
        output.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
        while true {
            written += cursor.copyPlain(to: output, at: written)
            guard written <= output.count - ByteGroup.count else { return nil }
            guard cursor.position < bytes.count else { throw cursor.failure(.truncated) }
            switch bytes[cursor.position] {
            case UInt8(ascii: "\\"):
                if let byte = cursor.shortEscape {
                    output[written] = byte
                    written += 1
                    cursor.position += 2
                    continue
                }
                let (scalar, length) = try cursor.escape()
                cursor.position += length
                written += Self.write(scalar, to: output, at: written)
            case UInt8(ascii: "\""): return (cursor.position + 1, written)
            default: throw cursor.failure(.control)
            }
        }
    }

    /// Copies up to the next special byte while there is room for a group, and returns how many bytes that were.
    @inline(__always)
    private mutating func copyPlain(to output: UnsafeMutableRawBufferPointer, at start: Int) -> Int {
        var written = start
        while written <= output.count - ByteGroup.count, position <= bytes.count - ByteGroup.count {
            let group = ByteGroup(bytes, at: position)
            // All of it, because that is faster than to ask first; what does not belong is written over.
            group.store(to: output, at: written)
            guard group.specials.isUnmarked else {
                position += group.specials.firstMark
                return written + group.specials.firstMark - start
            }
            position += ByteGroup.count
            written += ByteGroup.count
        }
        while written <= output.count - ByteGroup.count, position < bytes.count, !Self.isSpecial(bytes[position]) {
            output[written] = bytes[position]
            position += 1
            written += 1
        }
        return written - start
    }
}
