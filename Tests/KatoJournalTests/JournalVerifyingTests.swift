import GRDB
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoJournal

@Suite struct JournalVerifyingTests {
    private let folder: TemporaryDirectory
    private let journal: Journal

    init() throws {
        folder = try TemporaryDirectory()
        journal = try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 0) })
    }

    /// A batch of records, each a letter, with a usage where one is given.
    private func batch(_ records: [(key: UInt64, letter: UInt8, usage: TokenUsage?)]) -> EventBatch {
        let session = SessionID(rawValue: "s")
        let source = SourceReference(path: "/a.jsonl", provider: ProviderID("claude"), nativeID: "n", agentID: nil)
        let normalized = records.enumerated().map { index, record in
            let event = ConversationEvent(
                id: EventID(high: record.key, low: UInt64(record.letter)), sessionID: session, kind: .raw,
                content: .raw(reason: "test"), time: nil, turn: 0)
            return NormalizedRecord(
                key: EventID(high: 0, low: record.key), digest: EventID(high: 7, low: UInt64(record.letter)),
                bytes: 2 * index..<2 * index + 1, events: [event], usage: record.usage)
        }
        let print = SourceFingerprint(device: 1, inode: 1, birth: 0)
        return EventBatch(
            source: source, session: SessionKey(provider: ProviderID("claude"), nativeID: "n"), sessionID: session,
            buffer: records.flatMap { [$0.letter, 0x0A] }, baseOffset: 0, records: normalized, facts: SessionFacts(),
            checkpoint: SourceCheckpoint(cursor: .byteOffset(2), fingerprint: print, size: 2, modified: 1),
            normalizerState: "")
    }

    private func usage(_ request: String, _ output: Int) -> TokenUsage {
        TokenUsage(request: request, input: 10, output: output, cacheRead: 100, cacheWrite: 1)
    }

    @Test func `what was appended is not missing, a variant neither`() async throws {
        let first = batch([(1, 0x61, nil), (2, 0x62, nil)])
        let variant = batch([(1, 0x63, nil)])
        #expect(try await journal.missing(first).count == 2)
        _ = try await journal.append(first)
        #expect(try await journal.missing(first).isEmpty)
        #expect(try await journal.missing(variant).count == 1)
        _ = try await journal.append(variant)
        #expect(try await journal.missing(variant).isEmpty)
    }

    @Test func `a record that was lost, or whose bytes changed, is missing`() async throws {
        let all = batch([(1, 0x61, nil), (2, 0x62, nil), (3, 0x63, nil)])
        _ = try await journal.append(all)
        try await journal.pool.write { db in
            try db.execute(sql: "DELETE FROM records WHERE raw = CAST('a' AS BLOB)")
            try db.execute(sql: "UPDATE records SET raw = CAST('x' AS BLOB) WHERE raw = CAST('b' AS BLOB)")
        }
        #expect(try await journal.missing(all).map(\.key.low) == [1, 2])
    }

    @Test func `a request counts once, with the most that was told of it`() async throws {
        let first = try await journal.append(
            batch([(1, 0x61, usage("a", 3)), (2, 0x62, usage("a", 8)), (3, 0x63, usage("b", 5))]))
        let second = try await journal.append(batch([(4, 0x64, usage("a", 8)), (5, 0x65, usage("a", 2))]))
        let third = try await journal.append(batch([(6, 0x66, usage("b", 9))]))
        #expect(first.usages.map(\.usage.output).sorted() == [5, 8] && second.usages.isEmpty)
        #expect(third.usages.map(\.usage) == [usage("b", 9)])
        #expect(third.usages.map(\.added.output) == [4] && third.usages.map(\.added.input) == [0])
        let tokens = try #require(try await journal.session(SessionID(rawValue: "s"))).tokens
        #expect(tokens.input == 20 && tokens.output == 17 && tokens.cacheRead == 200 && tokens.cacheWrite == 2)
    }
}
