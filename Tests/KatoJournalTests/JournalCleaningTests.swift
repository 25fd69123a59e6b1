import GRDB
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoJournal

@Suite struct JournalCleaningTests {
    private static let later = Timestamp(milliseconds: 1_000_000)

    @Test func `what earlier versions left of cleaned conversations is removed`() async throws {
        let fixture = try JournalFixture()
        _ = try await fixture.journal.append(JournalFixture.batch(["one"]))
        try await fixture.journal.close()
        let queue = try DatabaseQueue(path: fixture.folder.file("journal.db"))
        try await queue.write { db in
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '007-cleaning'")
            try db.execute(sql: "ALTER TABLE sessions DROP COLUMN stored_at")
            try db.execute(sql: "INSERT INTO revisions (event, offset, seq) VALUES (x'01', 0, 1), (x'02', 0, 77)")
        }
        try queue.close()
        let again = try fixture.reopened()
        let left = try await again.pool.read { try Int64.fetchAll($0, sql: "SELECT seq FROM revisions") }
        #expect(left == [1])
    }

    /// Events of sub-agents alone, as of a conversation whose own file is gone.
    @Test func `a conversation of unknown age is as old as what was stored of it last`() async throws {
        let fixture = try JournalFixture()
        _ = try await fixture.journal.append(JournalFixture.batch(["one"], agentID: "sub"))
        #expect(try await fixture.journal.session(JournalFixture.session)?.lastEventAt == nil)
        func stale(before moment: Int64) async throws -> Int {
            try await fixture.journal.staleSessions(
                before: Timestamp(milliseconds: moment), after: nil, limit: 9
            ).count
        }
        #expect(try await stale(before: 1000) == 0)
        #expect(try await !fixture.journal.forgetSession(JournalFixture.session, before: Timestamp(milliseconds: 1000)))
        #expect(try await stale(before: 1001) == 1)
        #expect(try await fixture.journal.forgetSession(JournalFixture.session, before: Self.later))
    }

    @Test func `nobody who reads or writes a little waits for the space to be given back`() async throws {
        let fixture = try JournalFixture()
        let journal = fixture.journal
        let text = String(repeating: "x", count: 1 << 20)
        _ = try await journal.append(JournalFixture.batch([text]))
        #expect(try await journal.forgetSession(JournalFixture.session, before: Self.later))
        // Somebody else writes, so the space is waited for.
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: fixture.folder.file("journal.db"), configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let compaction = Task { try await journal.compact() }
        var turns = 0
        while await journal.largeWrites == 0, turns < 100_000 {
            turns += 1
            await Task.yield()
        }
        #expect(await journal.largeWrites == 1)
        #expect(try await journal.session(JournalFixture.session)?.events == 0)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await compaction.value
        #expect(await journal.largeWrites == 0)
        try other.close()
    }
}
