import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct DecoderMutationTests {
    private static let tokens = [
        "null", "true", "-0", "1e999", "{}", "[]", "\"\"", "\\u0000", "\\ud83d", "}{", "\u{FEFF}", "\u{1B}[",
        "::record",
        "\"type\":", "\"content\":", "\"id\":", "\"$set\":", "\"toolCalls\":", "\"data\":",
        "--- Content from referenced files ---",
    ].map { Array($0.utf8) }

    private static let cases: [(String, String, any Provider)] = [
        ("gemini", "parcels/chats/session-2026-05-20T17-03-1f9a7f0c.jsonl", GeminiProvider()),
        ("gemini", "parcels/chats/session-2026-01-17T08-12-7c1d5b1e.json", GeminiProvider()),
        ("copilot", "c0ffee/events.jsonl", CopilotProvider()),
    ]

    @Test(arguments: 0..<12)
    func `any damage to a record leaves drafts`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for (folder, file, provider) in Self.cases {
            let bytes = [UInt8](try Data(contentsOf: DraftText.folder(folder).appending(path: file)))
            let records = bytes.split(separator: 0x0A).map(Array.init)
            var memory = DecoderMemory()
            for _ in 0..<80 {
                var record = generator.pick(records)
                for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.damage(&record, &generator) }
                let decoded = record.withUnsafeBytes { provider.decode($0, memory: &memory) }
                let text = String(decoding: record, as: UTF8.self)
                #expect(!decoded.drafts.isEmpty, "\(file), seed \(seed): \(text)")
            }
        }
    }

    private static func damage(_ record: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...record.count, using: &generator)
        switch generator.below(4) {
        case 0 where place < record.count: record[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: record.removeSubrange(place..<min(record.count, place + generator.below(40)))
        case 2: record.insert(contentsOf: generator.pick(tokens), at: place)
        default:
            let end = min(record.count, place + generator.below(60))
            record.insert(contentsOf: record[place..<end], at: Int.random(in: 0...record.count, using: &generator))
        }
    }
}
