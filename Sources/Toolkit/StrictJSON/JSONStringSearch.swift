/// Finds a string by its value in a JSON text, and reads it again from where it was found.
public enum JSONStringSearch {
    /// The bytes between the quotes of the first string in `json` that means `value`, or does without the white space
    /// around it; `nil` when there is none.
    ///
    /// `json` should be a JSON text. In anything else strings may be missed, but none is found that is not there.
    public static func range(of value: String, in json: UnsafeRawBufferPointer) -> Range<Int>? {
        var value = value
        return value.withUTF8 { wanted in
            var cursor = ByteCursor(json)
            while let quote = json[cursor.position...].firstIndex(of: UInt8(ascii: "\"")) {
                cursor.position = quote + 1
                guard let token = try? cursor.string() else { return nil }
                guard token.decodedCount >= wanted.count else { continue }
                for token in [token, cursor.trimmed(token)] where cursor.means(token, UnsafeRawBufferPointer(wanted)) {
                    return token.range
                }
            }
            return nil
        }
    }

    /// The string that stands between two quotes.
    ///
    /// - Throws: ``JSONError`` when `bytes` are not the whole inside of a string.
    public static func string(between bytes: UnsafeRawBufferPointer) throws(JSONError) -> String {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        quoted.reserveCapacity(bytes.count + 2)
        quoted.append(contentsOf: bytes)
        quoted.append(UInt8(ascii: "\""))
        guard case .string(let string) = try JSONValue.parse(quoted) else {
            throw JSONError(code: .kind, offset: 0)
        }
        return string
    }
}
