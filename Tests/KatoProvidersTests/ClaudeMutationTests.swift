import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct ClaudeMutationTests {
    /// Tokens that change what a record means rather than only breaking it.
    private static let tokens = [
        "null", "true", "-0", "1e999", "{}", "[]", "\"\"", "\\u0000", "\\ud83d", "}{", "<", "\u{1B}[", "\u{FEFF}",
        "\"type\":", "\"message\":", "\"content\":", "<system-reminder>", "</system-reminder>",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<24)
    func `any damage to a line leaves at least one draft`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lines = try ClaudeLines.fixtures.flatMap(ClaudeLines.lines)
        for _ in 0..<150 {
            var line = try #require(lines.randomElement(using: &generator))
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.damage(&line, &generator) }
            let record = ClaudeLines.decode(line)
            let text = String(decoding: line, as: UTF8.self)
            #expect(!record.drafts.isEmpty || record.facts != nil, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: ClaudeLines.fixtures)
    func `a line cut anywhere leaves at least one draft`(fixture: String) throws {
        for line in try ClaudeLines.lines(of: fixture) where line.count < 2500 {
            for end in stride(from: 0, through: line.count, by: 7) {
                #expect(!ClaudeLines.decode(Array(line[..<end])).drafts.isEmpty, "\(fixture) cut at \(end)")
            }
        }
    }

    private static func damage(_ line: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...line.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where place < line.count: line[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: line.removeSubrange(place..<min(line.count, place + Int.random(in: 0..<40, using: &generator)))
        case 2: line.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
        default:
            let end = min(line.count, place + Int.random(in: 0..<60, using: &generator))
            line.insert(contentsOf: line[place..<end], at: Int.random(in: 0...line.count, using: &generator))
        }
    }
}
