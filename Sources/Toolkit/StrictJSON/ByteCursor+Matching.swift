extension ByteCursor {
    /// Whether a token's string has these bytes. Nothing is decoded for it.
    func means(_ token: StringToken, _ wanted: UnsafeRawBufferPointer) -> Bool {
        guard token.decodedCount == wanted.count else { return false }
        var reader = self
        reader.position = token.range.lowerBound
        var rest = wanted[...]
        while reader.position < token.range.upperBound {
            let start = reader.position
            reader.position = min(Self.special(in: bytes, from: start), token.range.upperBound)
            let run = rest.prefix(reader.position - start)
            guard Self.areEqual(bytes[start..<reader.position], run) else { return false }
            rest = rest.dropFirst(run.count)
            guard reader.position < token.range.upperBound else { break }
            guard let (scalar, length) = try? reader.escape(), let encoded = UTF8.encode(scalar),
                rest.starts(with: encoded)
            else { return false }
            rest = rest.dropFirst(encoded.count)
            reader.position += length
        }
        return rest.isEmpty
    }

    /// Eight bytes at a time, because standard comparisons of slices go one by one.
    private static func areEqual(_ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeRawBufferPointer>) -> Bool
    {
        guard left.count == right.count else { return false }
        let (left, right) = (UnsafeRawBufferPointer(rebasing: left), UnsafeRawBufferPointer(rebasing: right))
        var index = 0
        while index <= left.count - 8 {
            guard
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index += 1
        }
        return true
    }

    /// The token without spaces, tabs and line ends at its ends, as they are mostly written.
    func trimmed(_ token: StringToken) -> StringToken {
        var (lower, upper, left) = (token.range.lowerBound, token.range.upperBound, token.decodedCount)
        while lower < upper {
            if bytes[lower] == 0x20 {
                lower += 1
            } else if bytes[lower] == UInt8(ascii: "\\"), Self.isLineWhite(bytes[lower + 1]) {
                lower += 2
            } else {
                break
            }
            left -= 1
        }
        while lower < upper {
            if bytes[upper - 1] == 0x20 {
                upper -= 1
            } else if Self.isLineWhite(bytes[upper - 1]), backslashes(before: upper - 1, from: lower) % 2 == 1 {
                upper -= 2
            } else {
                break
            }
            left -= 1
        }
        return StringToken(range: lower..<upper, decodedCount: left)
    }

    /// Whether it means white space behind a backslash.
    private static func isLineWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "t")
    }

    private func backslashes(before end: Int, from start: Int) -> Int {
        var begin = end
        while begin > start, bytes[begin - 1] == UInt8(ascii: "\\") { begin -= 1 }
        return end - begin
    }
}
