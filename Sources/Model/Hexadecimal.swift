/// Fixed-width hexadecimal text, without Foundation.
package enum Hexadecimal {
    /// Sixteen lower-case digits.
    package static func text(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { write(value, to: $0) }
    }

    /// Thirty-two lower-case digits.
    package static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 32) { digits in
            write(high, to: digits) + write(low, to: UnsafeMutableBufferPointer(rebasing: digits[16...]))
        }
    }

    /// Writes sixteen digits and returns their number.
    private static func write(_ value: UInt64, to digits: UnsafeMutableBufferPointer<UInt8>) -> Int {
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * index)) & 0xF
            digits[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
        return 16
    }

    /// Two lower-case digits a byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            if byte < 16 { text.append("0") }
            text += String(byte, radix: 16)
        }
        return text
    }
}
