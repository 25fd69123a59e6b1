import Foundation
import StrictJSON
import Testing

@Suite struct JSONPropertyTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what is written is read again, under all options`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let value = random.value()
        for options in [[], .pretty, .ascii, [.pretty, .ascii]] as [JSONEncodingOptions] {
            let bytes = value.encoded(options)
            let again = try JSONValue.parse(bytes)
            #expect(again.encoded() == value.encoded(), "seed \(seed)")
            if options.contains(.ascii) { #expect(bytes.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) }) }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a text cut anywhere is an error, read or skipped`(seed: UInt64) {
        var random = RandomJSON(seed: seed)
        let bytes = JSONValue.array([random.value(), random.value()]).encoded()
        for length in 0..<bytes.count {
            let cut = Array(bytes[..<length])
            #expect(!accepts(cut, by: .reading) && !accepts(cut, by: .skipping), "seed \(seed), length \(length)")
        }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `reading, skipping and reading by fields accept the same texts`(seed: UInt64) {
        var random = RandomJSON(seed: seed)
        let bytes = random.value().encoded()
        for _ in 0..<20 {
            let damaged = random.damaged(bytes)
            let verdicts = Approach.allCases.map { accepts(damaged, by: $0) }
            #expect(Set(verdicts).count == 1, "seed \(seed): \(damaged)")
        }
    }

    /// Foundation is more lenient and limited in range, so this goes one way: what is accepted here is accepted there.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func `Foundation reads the same from what is accepted`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let bytes = random.value().encoded()
        for text in [bytes] + (0..<20).map({ _ in random.damaged(bytes) }) {
            guard let value = try? JSONValue.parse(text), Self.isComparable(value) else { continue }
            let other = try JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
            #expect(Self.same(value, other), "seed \(seed): \(text)")
        }
    }

    /// The classes in which Foundation accepts what RFC 8259 or this reader does not: none may be found outside them.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func `Foundation rejects what is rejected, apart from known leniency`(seed: UInt64) {
        var random = RandomJSON(seed: seed)
        let bytes = random.value().encoded()
        for _ in 0..<20 {
            let text = random.damaged(bytes)
            let error = Result { () throws(JSONError) in try JSONValue.parse(text) }.failure
            guard let error, !Self.isLenient(error, text) else { continue }
            let other = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
            #expect(other == nil, "seed \(seed): \(error) in \(String(decoding: text, as: UTF8.self)) \(text)")
        }
    }

    // MARK: -

    private enum Approach: CaseIterable {
        case reading, skipping, fields
    }

    private func accepts(_ bytes: [UInt8], by approach: Approach) -> Bool {
        bytes.withUnsafeBytes { raw in
            do {
                var reader = try JSONReader(raw)
                switch approach {
                case .reading: _ = try reader.readValue()
                case .skipping: try reader.skipValue()
                case .fields: try Self.readFields(&reader)
                }
                try reader.finish()
                return true
            } catch {
                return false
            }
        }
    }

    private static func readFields(_ reader: inout JSONReader) throws(JSONError) {
        switch try reader.peek() {
        case .object: try reader.readObject { _, reader throws(JSONError) in try readFields(&reader) }
        case .array: try reader.readArray { reader throws(JSONError) in try readFields(&reader) }
        case .string: _ = try reader.readString()
        case .number: _ = try reader.readIntIfPresent()
        case .bool: _ = try reader.readBoolIfPresent()
        case .null: _ = try reader.readRaw()
        }
    }

    private static func isLenient(_ error: JSONError, _ text: [UInt8]) -> Bool {
        // It skips a byte order mark, guesses UTF-16 and UTF-32 from NUL bytes.
        text.starts(with: [0xEF, 0xBB, 0xBF]) || text.prefix(4).contains(0)
    }

    /// Whether Foundation can hold the value: keys once, numbers in the range of `Double`.
    private static func isComparable(_ value: JSONValue) -> Bool {
        switch value {
        case .number: value.doubleValue != nil
        case .array(let elements): elements.allSatisfy(isComparable)
        case .object(let object):
            Set(object.keys).count == object.count && object.allSatisfy { isComparable($0.value) }
        default: true
        }
    }

    private static func same(_ value: JSONValue, _ other: Any) -> Bool {
        switch value {
        case .null: other is NSNull
        case .bool(let flag): (other as? NSNumber)?.boolValue == flag
        case .int(let number): (other as? NSNumber)?.int64Value == number
        case .number: (other as? NSNumber).map { isClose($0.doubleValue, value.doubleValue) } ?? false
        case .string(let text): (other as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
        case .array(let elements):
            (other as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy(same) } ?? false
        case .object(let object):
            (other as? [String: Any]).map { found in
                found.count == object.count
                    && object.allSatisfy { member in found[member.key].map { same(member.value, $0) } ?? false }
            } ?? false
        }
    }

    private static func isClose(_ left: Double, _ right: Double?) -> Bool {
        guard let right else { return false }
        return left == right || abs(left - right) <= abs(right) * 1e-15
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
