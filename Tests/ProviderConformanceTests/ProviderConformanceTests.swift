import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// What holds for every provider. A new one takes part by being registered and having fixtures.
@Suite struct ProviderConformanceTests {
    /// Up to this size a file is split at each of its bytes.
    private static let smallFile = 4 << 10

    @Test(arguments: ProviderRegistry.all.map(\.id))
    func `a provider has fixtures that it takes for its own`(provider: ProviderID) {
        #expect(Specimen.fixtures.contains { $0.provider.id == provider })
    }

    @Test(arguments: Specimen.fixtures)
    func `a file gives the same events however it is read`(specimen: Specimen) throws {
        try Self.check(specimen, seed: 1)
    }

    @Test(arguments: Specimen.fixtures.filter(\.isGrowing))
    func `a file that grows gives the same events wherever it was cut`(specimen: Specimen) throws {
        let laboratory = try Laboratory(specimen, specimen.bytes)
        let count = laboratory.bytes.count
        let step = count <= Self.smallFile ? 1 : count / 400
        for split in stride(from: 0, through: count, by: step) { try laboratory.grows(at: split) }
    }

    @Test(arguments: Specimen.fixtures.filter { $0.isGrowing && endsWithObject($0) })
    func `a file without its last line end gives the same events, wherever it was cut`(specimen: Specimen) throws {
        let bytes = try Self.unended(specimen)
        let ended = try Laboratory(specimen, bytes + [0x0A])
        let laboratory = try Laboratory(specimen, bytes)
        #expect(laboratory.whole.events == ended.whole.events)
        let count = laboratory.bytes.count
        let step = count <= Self.smallFile ? 1 : count / 400
        for split in stride(from: 0, through: count, by: step) { try laboratory.grows(at: split) }
        // The end comes when everything before it was read.
        try ended.grows(at: count)
    }

    @Test(arguments: Specimen.fixtures.filter(\.isGrowing), Damage.allCases)
    func `no damage costs another record`(specimen: Specimen, damage: Damage) throws {
        var generator = SeededGenerator(seed: 7)
        let lines = try Self.lines(specimen.bytes)
        let damaged = damage.apply(lines, &generator)
        let laboratory = try Laboratory(specimen, Self.joined(damaged))
        #expect(laboratory.whole.digests.count >= Set(damaged).count)
        try laboratory.grows(in: 4, &generator)
        guard damage != .hugeLine else { return }
        try laboratory.readsTwice()
        try laboratory.isReplaced()
        try laboratory.isTruncatedAndRegrown(at: generator.below(laboratory.bytes.count + 1))
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["KATO_CORPUS"] != nil, "KATO_CORPUS names no folder"))
    func `real files give the same events however they are read`() throws {
        var counts: [ProviderID: Int] = [:]
        for specimen in Specimen.corpus {
            try Self.check(specimen, seed: 2)
            counts[specimen.provider.id, default: 0] += 1
        }
        for (provider, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(provider): \(count) real files") }
        #expect(!counts.isEmpty, "no file of a known agent below KATO_CORPUS")
    }

    private static func endsWithObject(_ specimen: Specimen) -> Bool {
        guard let bytes = try? unended(specimen) else { return false }
        let line = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
        return (try? JSONSerialization.jsonObject(with: Data(line))) is [String: Any]
    }

    /// Its bytes without the last line end.
    private static func unended(_ specimen: Specimen) throws -> [UInt8] {
        let bytes = try specimen.bytes
        return bytes.last == 0x0A ? bytes.dropLast() : bytes
    }

    private static func check(_ specimen: Specimen, seed: UInt64) throws {
        let laboratory = try Laboratory(specimen, specimen.bytes)
        try laboratory.readsTwice()
        try laboratory.isReplaced()
        guard specimen.isGrowing else { return }
        var generator = SeededGenerator(seed: seed)
        try laboratory.grows(in: 6, &generator)
        try laboratory.isTruncatedAndRegrown(at: generator.below(laboratory.bytes.count + 1))
        for _ in 0..<3 { try laboratory.grows(at: generator.below(laboratory.bytes.count + 1)) }
    }

    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    static func joined(_ lines: [[UInt8]]) -> [UInt8] {
        lines.flatMap { $0 + [0x0A] }
    }
}
