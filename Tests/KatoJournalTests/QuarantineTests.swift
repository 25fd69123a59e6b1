import Conduit
import GRDB
import KatoModel
import KatoObservability
import KatoTestSupport
import Testing

@testable import KatoJournal

/// A record whose events cannot be stored keeps no other from being stored.
@Suite struct QuarantineTests {
    @Test func `it is kept as it is, all others are stored, and it is said`() async throws {
        let fixture = try JournalFixture()
        let batch = JournalFixture.batch(["before", "poison", "after"], isRevision: true)
        let poison = batch.records[1]
        try await fixture.journal.pool.write { db in
            try db.execute(
                sql: "INSERT INTO revisions (event, offset, seq) VALUES (?, 0, 77)",
                arguments: [poison.events[0].id.data])
        }
        let (service, committed) = Self.service(fixture.journal, [batch, JournalFixture.batch(["next"], from: 100)])
        async let sent = committed.stream.reduce(into: [CommittedBatch]()) { $0.append($1) }
        try await service.process()
        #expect(await sent.map(\.quarantined) == [1, 0])
        #expect(await service.quarantinedRecords() == 1)
        let events = try await fixture.journal.events(of: JournalFixture.session, after: 0, limit: 10).events
        #expect(events.map(\.content) == [.text("before"), .raw(reason: "not-stored"), .text("after"), .text("next")])
        #expect(try await fixture.journal.missing(batch).isEmpty)
        #expect(try await fixture.journal.session(JournalFixture.session)?.turns == 3)
        // Read again, it is known.
        #expect(try await fixture.journal.append(batch).newEvents == 0)
    }

    @Test func `conversations whose ids differ behind a NUL are two`() async throws {
        let fixture = try JournalFixture()
        for (number, id) in ["a\0b", "a\0c", "a", "a\u{FFFD}b"].enumerated() {
            _ = try await fixture.journal.append(
                JournalFixture.batch(["in \(number)"], session: SessionID(rawValue: "s\(number)"), nativeID: id))
        }
        let all = try await fixture.journal.sessions(provider: nil, after: nil, limit: 10)
        #expect(Set(all.map(\.id.rawValue)) == ["s0", "s1", "s2", "s3"])
        #expect(Set(all.map(\.key.nativeID)) == ["a\u{FFFD}b", "a\u{FFFD}c", "a", "s3"])
    }

    @Test func `a full disk is waited for, and everything is stored once`() async throws {
        let fixture = try JournalFixture()
        // As little space as there is.
        let pages = try await fixture.journal.pool.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            return pages
        }
        let text = String(repeating: "x", count: 1 << 20)
        let (service, committed) = Self.service(
            fixture.journal, [JournalFixture.batch([text])],
            onWait: { fault in
                #expect(fault.code == "disk-full")
            },
            whileWaiting: { journal in
                try? journal.pool.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 1000)") }
            })
        async let sent = committed.stream.reduce(into: [CommittedBatch]()) { $0.append($1) }
        try await service.process()
        #expect(await sent.map(\.newEvents) == [1])
    }

    private static func service(
        _ journal: Journal, _ batches: [EventBatch],
        onWait: @escaping @Sendable (any DescribedError) -> Void = { _ in },
        whileWaiting: @escaping @Sendable (Journal) -> Void = { _ in }
    ) -> (JournalService, Conduit<CommittedBatch>) {
        let committed = Conduit<CommittedBatch>()
        let input = AsyncStream<EventBatch> { continuation in
            for batch in batches { continuation.yield(batch) }
            continuation.finish()
        }
        let clock = SimulatedClock()
        clock.onSleep { whileWaiting(journal) }
        let patience = StorePatience(
            clock: clock,
            fault: { Journal.passing($0, path: "journal.db") }, onWait: onWait)
        return (
            JournalService(
                journal: journal, input: input, output: committed, emitter: .discarding, patience: patience), committed
        )
    }
}
