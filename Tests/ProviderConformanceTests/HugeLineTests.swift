import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// What no agent should write and some do. One after the other, because each holds the whole line in memory.
@Suite(.serialized) struct HugeLineTests {
    private static let pieces = 100
    private static let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)

    /// A file of each agent that writes line by line.
    private static let specimens: [Specimen] = ProviderRegistry.all.compactMap { provider in
        Specimen.fixtures.first { $0.provider.id == provider.id && $0.isGrowing }
    }

    @Test(arguments: specimens)
    func `a line of a hundred megabytes is one record, and costs none of the others`(specimen: Specimen) throws {
        let lines = try ProviderConformanceTests.lines(specimen.bytes)
        let file = specimen.components.joined(separator: "/")
        let folder = try TemporaryDirectory()
        try folder.write(ProviderConformanceTests.joined(lines), to: file)
        var plain = SourceFollower(specimen, in: folder)
        try plain.follow()
        let middle = lines.count / 2
        try folder.write(ProviderConformanceTests.joined(Array(lines[..<middle])), to: file)
        try folder.append(Array(#"{"type":"user","message":{"role":"user","content":""#.utf8), to: file)
        for _ in 0..<Self.pieces { try folder.append(Self.piece, to: file) }
        try folder.append(Array("\"}}\n".utf8), to: file)
        try folder.append(ProviderConformanceTests.joined(Array(lines[middle...])), to: file)
        var follower = SourceFollower(specimen, in: folder)
        try follower.follow()
        #expect(follower.recordsRead == lines.count + 1)
        #expect(follower.bytesRead > Self.pieces * Self.piece.count)
        #expect(follower.ledger.digests.isSuperset(of: plain.ledger.digests))
        #expect(follower.ledger.digests.count == plain.ledger.digests.count + 1)
    }
}
