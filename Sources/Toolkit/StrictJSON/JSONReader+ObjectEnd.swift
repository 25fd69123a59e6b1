extension JSONReader {
    /// Where the object ends that `bytes` begin with, behind its bracket; `nil` when they begin with no whole one.
    ///
    /// What follows it is not looked at. White space before it is passed over.
    public static func objectEnd(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let end = lastBracket(of: bytes) else { return nil }
        do {
            var reader = try JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
            try reader.skipValue()
            try reader.finish()
            return end
        } catch {
            return nil
        }
    }

    /// Behind the bracket that closes the first one, strings aside.
    private static func lastBracket(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }), bytes[start] == UInt8(ascii: "{") else { return nil }
        var (depth, isInString, index) = (0, false, start)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "{") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }
}
