import KatoControlProtocol
import KatoIngest
import KatoModel
import Testing

@testable import KatoDaemon

/// What a deep check makes of batches and of what reading had to say.
@Suite struct CheckTallyTests {
    private static let source = SourceReference(
        path: "/logs/a.jsonl", provider: ProviderID("claude"), nativeID: "a", agentID: nil)

    /// A batch with one record of `length` bytes, its line end included unless it is cut.
    private static func batch(at offset: UInt64, _ length: Int, isCut: Bool = false) -> EventBatch {
        let record = NormalizedRecord(
            key: EventID(high: offset, low: 1), digest: EventID(high: offset, low: 2),
            bytes: 0..<(isCut ? length : length - 1), events: [])
        let checkpoint = SourceCheckpoint(
            cursor: .byteOffset(offset + UInt64(length)),
            fingerprint: SourceFingerprint(device: 1, inode: 1, birth: 0), size: 0, modified: 0)
        return EventBatch(
            source: source, session: SessionKey(provider: source.provider, nativeID: "a"),
            sessionID: SessionID(rawValue: "a"), buffer: [UInt8](repeating: 0x20, count: length), baseOffset: offset,
            records: [record], facts: SessionFacts(), checkpoint: checkpoint, normalizerState: "")
    }

    private static func report(_ batches: [EventBatch], cuts: [CutLine] = []) -> CheckReport {
        var tally = CheckTally()
        for batch in batches { tally.take(batch, missing: [], readUpTo: nil) }
        var progress = IngestProgress()
        if !cuts.isEmpty { progress.cutLines[source.path] = cuts }
        return tally.report(progress)
    }

    @Test func `bytes between two batches are unaccounted for`() {
        let report = Self.report([Self.batch(at: 0, 10), Self.batch(at: 15, 10)])
        #expect(
            report.problems == [CheckFinding(path: Self.source.path, reason: "bytes-unaccounted", count: 5, offset: 10)]
        )
    }

    @Test func `what was left out of a line that is too long is named, and no problem`() {
        let cut = CutLine(offset: 10, leftOut: 14..<100)
        let report = Self.report(
            [Self.batch(at: 0, 10), Self.batch(at: 10, 4, isCut: true), Self.batch(at: 100, 10)], cuts: [cut])
        #expect(report.problems.isEmpty)
        #expect(report.skips == [CheckFinding(path: Self.source.path, reason: "line-cut", count: 86, offset: 10)])
    }

    @Test func `a cut line excuses no other gap`() {
        let cut = CutLine(offset: 10, leftOut: 14..<100)
        let batches = [
            Self.batch(at: 0, 10), Self.batch(at: 10, 4, isCut: true), Self.batch(at: 100, 10), Self.batch(at: 120, 1),
        ]
        #expect(Self.report(batches, cuts: [cut]).problems.map(\.count) == [10])
    }
}
