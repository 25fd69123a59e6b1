import KatoModel
import KatoTestSupport

/// What real disks and real agents do to a log.
enum Damage: String, CaseIterable, Sendable {
    case tornTail, tornInside, badJSON, invalidUTF8, loneSurrogate, nul, hugeLine, depth, duplicates, blankLines
    case missingTimes, backwards, unknownType, gluedRecords, byteOrderMark, carriageReturns

    /// Four times what is read in one go. A line of a hundred megabytes has a test of its own, ``HugeLineTests``.
    static let hugeLength = 4 << 20
    /// Far more levels than any reader should follow.
    static let levels = 10_000

    /// The lines after the damage. `generator` says where.
    func apply(_ lines: [[UInt8]], _ generator: inout SeededGenerator) -> [[UInt8]] {
        var lines = lines
        guard !lines.isEmpty else { return lines }
        let place = generator.below(lines.count)
        switch self {
        case .tornTail: lines[lines.count - 1] = Array(lines[lines.count - 1].prefix(lines[lines.count - 1].count / 2))
        case .tornInside: lines[place] = Array(lines[place].prefix(lines[place].count / 2))
        case .badJSON: lines.insert(Array("{\"type\":\"user\",}".utf8), at: place)
        case .invalidUTF8: lines[place].insert(0xC3, at: lines[place].count / 2)
        case .loneSurrogate: lines.insert(Array(#"{"type":"user","text":"\ud83d"}"#.utf8), at: place)
        case .nul: lines[place].insert(0, at: lines[place].count / 2)
        case .hugeLine:
            lines.insert(
                Array("{\"type\":\"huge\",\"x\":\"".utf8) + Array(repeating: 0x61, count: Self.hugeLength)
                    + Array("\"}".utf8), at: place)
        case .depth:
            lines.insert(Array(repeating: UInt8(ascii: "["), count: Self.levels), at: place)
            let nested = String(repeating: "[", count: Self.levels) + String(repeating: "]", count: Self.levels)
            lines.insert(Array(#"{"type":"user","message":{"content":\#(nested)}}"#.utf8), at: place)
        case .duplicates: lines.insert(lines[place], at: generator.below(lines.count))
        case .blankLines: lines.insert([], at: place)
        case .missingTimes: lines = lines.map { Self.replacing("\"timestamp\"", "\"tamestimp\"", in: $0) }
        case .backwards: lines.swapAt(place, (place + lines.count / 2) % lines.count)
        case .unknownType:
            lines.insert(Array(#"{"type":"weather","uuid":"w1","payload":{"type":"sky"}}"#.utf8), at: place)
        case .gluedRecords: lines[place] += lines[generator.below(lines.count)]
        case .byteOrderMark: lines[place] = [0xEF, 0xBB, 0xBF] + lines[place]
        case .carriageReturns: lines = lines.map { $0 + [0x0D] }
        }
        return lines
    }

    private static func replacing(_ old: String, _ new: String, in line: [UInt8]) -> [UInt8] {
        Array(String(decoding: line, as: UTF8.self).replacing(old, with: new).utf8)
    }
}
