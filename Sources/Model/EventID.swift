/// The identity of an event: 128 bits derived from what the agent wrote, the same on every reading of the same file.
///
/// How it is derived is defined in one place, `KatoNormalize/EventIdentity.swift`.
package struct EventID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first sixteen bytes of `digest`, big-endian; `nil` when there are fewer.
    ///
    /// Takes an array and nothing more general: it is called for each row, and across modules a general one
    /// is not specialised.
    package init?(bytes digest: [UInt8]) {
        guard digest.count >= 16 else { return nil }
        func word(at start: Int) -> UInt64 {
            digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(high: word(at: 0), low: word(at: 8))
    }

    /// Reads the 32 hexadecimal digits that ``description`` writes.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 32,
            let high = UInt64(hex.prefix(16), radix: 16),
            let low = UInt64(hex.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// 32 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.text(high, low) }

    /// The first 16 digits: what a block in a recording carries.
    package var short: String { Hexadecimal.text(high) }

    package static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
