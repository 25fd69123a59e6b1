import Conduit
import GRDB
import KatoModel
import KatoObservability
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoJournal

/// A journal that cannot grow: what is not stored is neither forgotten nor passed on.
@Suite(.timeLimit(.minutes(1))) struct FullJournalTests {
    private let fixture: JournalFixture
    private let first = JournalFixture.batch(["one"])

    init() throws {
        fixture = try JournalFixture()
    }

    /// The disk is full from now on, or has room again.
    private static func setFull(_ isFull: Bool, _ journal: Journal) throws {
        try journal.pool.writeWithoutTransaction { db in
            let pages = try Int32.fetchOne(db, sql: "PRAGMA page_count")
            try db.execute(sql: "PRAGMA max_page_count = \(isFull ? pages ?? 0 : .max)")
        }
    }

    private static func large(_ bytes: Int) -> EventBatch {
        JournalFixture.batch([String(repeating: "x", count: bytes)], from: 4)
    }

    @Test(arguments: [200_000, 1_500_000])
    func `a batch that does not fit leaves the place it was read from, and all else, as it was`(bytes: Int)
        async throws
    {
        let journal = fixture.journal
        _ = try await journal.append(first)
        try Self.setFull(true, journal)
        await #expect(throws: DatabaseError.self) { try await journal.append(Self.large(bytes)) }
        #expect(try await journal.checkpoints() == ["/logs/a.jsonl": first.checkpoint])
        #expect(try await journal.normalizerState(of: "/logs/a.jsonl") == first.normalizerState)
        #expect(try await journal.session(JournalFixture.session)?.events == 1)
        #expect(try await journal.lastSequence() == 1)
        try Self.setFull(false, journal)
        #expect(try await journal.append(Self.large(bytes)).lastSequence == 2)
    }

    @Test func `a batch waits for room, is told of once, and is then passed on`() async throws {
        let journal = fixture.journal
        let told = Mutex<[String]>([])
        let emitter = EventEmitter(
            operational: nil, audit: nil, now: { Timestamp(milliseconds: 0) },
            observer: { event, _ in told.withLock { $0.append(event.name) } })
        let clock = SimulatedClock()
        let sleeps = Mutex(0)
        clock.onSleep {
            let count = sleeps.withLock { count in
                count += 1
                return count
            }
            if count == 3 { try? Self.setFull(false, journal) }
        }
        let (input, output) = (Conduit<EventBatch>(), Conduit<CommittedBatch>())
        let service = JournalService(
            journal: journal, input: input.stream, output: output, emitter: emitter,
            patience: StorePatience(
                clock: clock, fault: { Journal.passing($0, path: "journal") },
                onWait: { emitter.emit(JournalWriteFailed(path: "journal", reason: $0.code, willRetry: true)) },
                onResume: { emitter.emit(JournalWriteResumed(path: "journal")) }))
        async let passedOn = output.stream.reduce(into: [Int64]()) { $0.append($1.lastSequence) }
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            await input.send(first)
            // Taken when the first was passed on.
            await input.send(JournalFixture.batch(["two"], from: 4))
            try Self.setFull(true, journal)
            await input.send(Self.large(200_000))
            await input.send(JournalFixture.batch(["four"], from: 200_005))
            input.finish()
        }
        #expect(await passedOn == [1, 2, 3, 4])
        #expect(sleeps.withLock { $0 } == 3)
        let words = told.withLock { $0 }.filter { $0.hasPrefix("journal.write") }
        #expect(words.count == 2 && Set(words).count == 2, "\(words)")
    }
}
