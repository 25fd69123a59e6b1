import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// A seeded mutator for each decoder. `KATO_FUZZ` is a number of rounds for a longer run; a failure names its seed.
@Suite struct ProviderFuzzTests {
    private static let rounds = ProcessInfo.processInfo.environment["KATO_FUZZ"].flatMap { UInt64($0) } ?? 24
    /// Pieces that change what a record means rather than only breaking it.
    private static let pieces = [
        "null", "true", "-0", "1e999", "{}", "[]", "\"\"", "\\u0000", "\\ud83d", "}{", "}\n{", "\n", "\u{FEFF}",
        "\"type\":", "\"message\":", "\"content\":", "\"payload\":", "\"id\":", "\"turn_id\":\"t\",", "\"text\":7,",
        "session_meta", "event_msg", "response_item", "user_message", "agent_message", "item_completed",
    ].map { Array($0.utf8) }

    @Test(arguments: ProviderRegistry.all.map(\.id))
    func `whatever a log holds, no record is lost and no split matters`(provider: ProviderID) throws {
        let specimens = Specimen.fixtures.filter { $0.provider.id == provider && $0.isGrowing }
        try #require(!specimens.isEmpty || Specimen.fixtures.contains { $0.provider.id == provider })
        guard !specimens.isEmpty else { return }
        for seed in 0..<Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let specimen = generator.pick(specimens)
            var bytes = try specimen.bytes
            for _ in 0..<(1 + generator.below(12)) { Self.damage(&bytes, &generator) }
            let laboratory = try Laboratory(specimen, bytes)
            let lines = Set(ProviderConformanceTests.lines(Array(bytes[..<laboratory.complete])))
            // A line may hold several.
            #expect(laboratory.whole.digests.count >= lines.count, "seed \(seed)")
            try laboratory.grows(in: 3, &generator)
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = generator.below(bytes.count + 1)
        switch generator.below(5) {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + generator.below(200)))
        case 2: bytes.insert(contentsOf: generator.pick(pieces), at: place)
        case 3:
            let end = min(bytes.count, place + generator.below(3000))
            bytes.insert(contentsOf: bytes[place..<end], at: generator.below(bytes.count + 1))
        default: bytes.insert(0x0A, at: place)
        }
    }
}
