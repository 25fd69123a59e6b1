import Foundation
import GRDB
package import KatoModel
import StrictJSON

extension Journal {
    /// Appends events and the checkpoint they were read up to, in one transaction.
    ///
    /// Either both are on disk when this returns, or neither is. A record that is known already is passed over, so
    /// appending twice is harmless. A record of a known id but with other bytes is kept raw beside the first.
    ///
    /// - Parameter quarantining: whether a record whose events cannot be stored is kept raw, instead of nothing of the
    ///   batch being stored.
    package func append(_ batch: EventBatch, quarantining: Bool = false) async throws -> CommittedBatch {
        let work: @Sendable (Database) throws -> CommittedBatch = { [offersAllMessages, now] db in
            try Self.append(
                batch, db, tally: EventTally(offersAllMessages: offersAllMessages), now: now(),
                quarantining: quarantining)
        }
        return batch.buffer.count < Self.largeBytes ? try await write(work) : try await writeMuch(work)
    }

    private static func append(
        _ batch: EventBatch, _ db: Database, tally: EventTally, now: Timestamp, quarantining: Bool
    ) throws -> CommittedBatch {
        let before = try Self.lastSequence(db)
        let session = try SessionRow.ensure(db, id: batch.sessionID, key: batch.session)
        let source = try SourceRow.save(db, batch, session: session)
        var (tally, quarantined) = (tally, 0)
        try batch.buffer.withUnsafeBytes { buffer in
            for record in batch.records {
                guard quarantining else {
                    try RecordRow.insert(db, record, buffer, batch.baseOffset, source, session, &tally)
                    continue
                }
                let isWhole = try RecordRow.insertOrKeepRaw(
                    db, record, buffer, batch.baseOffset, source, session, &tally)
                if !isWhole { quarantined += 1 }
            }
        }
        let usages = try UsageRow.save(db, batch.records, session: session)
        try SessionRow.update(db, session, facts: batch.facts, tally: tally, now: now)
        let last = try Self.lastSequence(db)
        return CommittedBatch(
            sessionID: batch.sessionID, lastSequence: last, newEvents: tally.events,
            mayHoldCommands: tally.mayHoldCommands,
            isLookedAt: try Self.passCommands(db, tally, from: before, to: last),
            recordings: try Self.unfinishedRecordings(db, session: session), usages: usages,
            quarantined: quarantined)
    }

    /// Moves the commands stage's cursor over events that hold no command, when it had come as far as they begin.
    private static func passCommands(_ db: Database, _ tally: EventTally, from: Int64, to last: Int64) throws -> Bool {
        guard !tally.mayHoldCommands, try commandsCursor(db) >= from else { return false }
        try setCommandsCursor(db, last)
        return true
    }

    /// Every checkpoint, by path.
    package func checkpoints() async throws -> [String: SourceCheckpoint] {
        try await pool.read { try SourceRow.checkpoints($0) }
    }

    /// What normalize stored with the source's last checkpoint.
    package func normalizerState(of path: String) async throws -> String? {
        try await pool.read {
            try String.fetchOne($0, sql: "SELECT normalizer FROM sources WHERE path = ?", arguments: [path])
        }
    }
}
