/// Writes values as JSON text.
struct JSONWriter {
    private let options: JSONEncodingOptions
    private(set) var bytes: [UInt8] = []
    private var level = 0

    init(options: JSONEncodingOptions) {
        self.options = options
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .int(let value): bytes += value.description.utf8
        case .number(let literal): bytes += (Self.isNumber(literal) ? literal : "null").utf8
        case .string(let text): write(text)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [JSONValue]) {
        bytes.append(UInt8(ascii: "["))
        level += 1
        var isFirst = true
        for element in elements {
            separate(&isFirst)
            write(element)
        }
        close(UInt8(ascii: "]"), isEmpty: isFirst)
    }

    private mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
        level += 1
        var isFirst = true
        for member in options.contains(.sortedKeys) ? Self.sorted(object.members) : object.members {
            separate(&isFirst)
            write(member.key)
            bytes.append(UInt8(ascii: ":"))
            if options.contains(.pretty) { bytes.append(UInt8(ascii: " ")) }
            write(member.value)
        }
        close(UInt8(ascii: "}"), isEmpty: isFirst)
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        breakLine()
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
        level -= 1
        if !isEmpty { breakLine() }
        bytes.append(bracket)
    }

    private mutating func breakLine() {
        guard options.contains(.pretty) else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    /// By the bytes of the keys; members with the same key stay in their order.
    private static func sorted(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        members.enumerated().sorted { left, right in
            if left.element.key.utf8.lexicographicallyPrecedes(right.element.key.utf8) { return true }
            if right.element.key.utf8.lexicographicallyPrecedes(left.element.key.utf8) { return false }
            return left.offset < right.offset
        }.map(\.element)
    }

    private static func isNumber(_ literal: String) -> Bool {
        var literal = literal
        return literal.withUTF8 { utf8 in
            var cursor = ByteCursor(UnsafeRawBufferPointer(utf8))
            do throws(JSONError) {
                _ = try cursor.number()
                return cursor.position == utf8.count
            } catch {
                return false
            }
        }
    }

    // MARK: - Strings

    private mutating func write(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            let raw = UnsafeRawBufferPointer(utf8)
            var start = 0
            while start < raw.count {
                let end = firstToEscape(in: raw, from: start)
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw[start..<end]))
                start = end < raw.count ? escape(raw, at: end) : end
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The first byte at or after `start` that may not be copied as it is.
    private func firstToEscape(in raw: UnsafeRawBufferPointer, from start: Int) -> Int {
        let isASCII = options.contains(.ascii)
        var index = start
        while index < raw.count {
            index = Self.skipPlainASCII(raw, from: index)
            let blockEnd = min(index + 8, raw.count)
            while index < blockEnd {
                let byte = raw[index]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
                if byte >= 0x7F, isASCII || Self.isLineSeparator(raw, at: index) { return index }
                index += 1
            }
        }
        return index
    }

    /// Steps over blocks of eight bytes that are copied under every option.
    private static func skipPlainASCII(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index <= raw.count - 8 {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quotes = (word ^ (ones &* 0x22)) &- ones
            let backslashes = (word ^ (ones &* 0x5C)) &- ones
            let deletes = (word ^ (ones &* 0x7F)) &- ones
            let controls = word &- (ones &* 0x20)
            guard (quotes | backslashes | deletes | controls | word) & (ones &* 0x80) == 0 else { break }
            index += 8
        }
        return index
    }

    /// U+2028 and U+2029 (E2 80 A8, E2 80 A9), which JavaScript and some line readers take for line ends.
    private static func isLineSeparator(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
        raw[index] == 0xE2 && index + 2 < raw.count && raw[index + 1] == 0x80 && raw[index + 2] | 1 == 0xA9
    }

    /// Writes the character at `index` as an escape and returns where the next one begins.
    private mutating func escape(_ raw: UnsafeRawBufferPointer, at index: Int) -> Int {
        let byte = raw[index]
        if byte < 0x80 {
            escapeASCII(byte)
            return index + 1
        }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let end = min(index + length, raw.count)
        // The bits of the lead byte that carry payload: five, four or three.
        var value = UInt32(byte & (0x7F >> UInt8(length)))
        for position in (index + 1)..<end { value = value << 6 | UInt32(raw[position] & 0x3F) }
        if value > 0xFFFF {
            escapeUnit(UInt16(truncatingIfNeeded: 0xD800 + (value - 0x10000) >> 10))
            escapeUnit(UInt16(truncatingIfNeeded: 0xDC00 + value & 0x3FF))
        } else {
            escapeUnit(UInt16(truncatingIfNeeded: value))
        }
        return end
    }

    private mutating func escapeASCII(_ byte: UInt8) {
        let letter: UInt8
        switch byte {
        case 0x22, 0x5C: letter = byte
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x0C: letter = UInt8(ascii: "f")
        case 0x0D: letter = UInt8(ascii: "r")
        default: return escapeUnit(UInt16(byte))
        }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
    }

    private mutating func escapeUnit(_ unit: UInt16) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: "u"))
        bytes.append(Self.digit(unit >> 12))
        bytes.append(Self.digit(unit >> 8))
        bytes.append(Self.digit(unit >> 4))
        bytes.append(Self.digit(unit))
    }

    /// The lowest four bits as a lower-case hexadecimal digit.
    private static func digit(_ bits: UInt16) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 0xF)
        return value < 10 ? 0x30 + value : 0x57 + value
    }
}
