/// A moment in UTC with millisecond precision, the precision in which agents write.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads RFC 3339, for example `2026-02-10T09:15:02.123Z` or `…+01:00`. More than three fraction digits are cut.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let parsed = text.withUTF8(Self.parse) else { return nil }
        self = parsed
    }

    /// RFC 3339 in UTC with three fraction digits.
    package var description: String {
        let parts = CivilTime(millisecondsSinceEpoch: milliseconds)
        return "\(parts.dateText)T\(parts.timeText).\(CivilTime.padded(parts.millisecond, 3))Z"
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        var cursor = 0
        func number(_ digits: Int) -> Int? {
            guard cursor + digits <= bytes.count else { return nil }
            var value = 0
            for _ in 0..<digits {
                let digit = Int(bytes[cursor]) - 0x30
                guard (0...9).contains(digit) else { return nil }
                value = value * 10 + digit
                cursor += 1
            }
            return value
        }
        func skip(_ allowed: String) -> Bool {
            guard cursor < bytes.count, allowed.utf8.contains(bytes[cursor]) else { return false }
            cursor += 1
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2), skip("Tt "),
            let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2)
        else { return nil }
        var fraction = 0
        if skip(".") {
            var digits = 0
            while cursor < bytes.count, let digit = number(1) {
                if digits < 3 { fraction = fraction * 10 + digit }
                digits += 1
            }
            guard digits > 0 else { return nil }
            for _ in digits..<max(3, digits) where digits < 3 { fraction *= 10 }
        }
        guard let offset = offsetMinutes(bytes[cursor...]),
            let seconds = CivilTime.seconds(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return Timestamp(milliseconds: (seconds - Int64(offset) * 60) * 1000 + Int64(fraction))
    }

    private static func offsetMinutes(_ tail: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        // As every agent writes it.
        if tail.count == 1, tail.first == UInt8(ascii: "Z") || tail.first == UInt8(ascii: "z") { return 0 }
        let text = String(decoding: tail, as: UTF8.self)
        guard let match = text.wholeMatch(of: /([+-])(\d\d):?(\d\d)/),
            let hours = Int(match.2), let minutes = Int(match.3), hours < 24, minutes < 60
        else { return nil }
        return (match.1 == "-" ? -1 : 1) * (hours * 60 + minutes)
    }
}
