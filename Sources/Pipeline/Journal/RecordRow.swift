import Foundation
import GRDB
import KatoModel
import StrictJSON

/// The tables `records` and `events`.
enum RecordRow {
    /// Inserts a record and its events unless it is known.
    static func insert(
        _ db: Database, _ record: NormalizedRecord, _ buffer: UnsafeRawBufferPointer, _ base: UInt64,
        _ source: Int64, _ session: Int64, _ tally: inout EventTally
    ) throws {
        let raw = Data(rebasing: buffer, record.bytes)
        let offset = Int64(base) + Int64(record.bytes.lowerBound)
        if try insert(db, key: record.key, digest: record.digest, source: source, offset: offset, raw: raw) {
            return try insertEvents(db, of: record, buffer: buffer, session: session, tally: &tally)
        }
        let known = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT digest FROM records WHERE key = ?"), arguments: [record.key.data])
        guard known != record.digest.data else { return }
        // Another record under a known id: nothing of it may be lost, and the first stays what it was.
        let key = variantKey(of: record)
        guard try insert(db, key: key, digest: record.digest, source: source, offset: offset, raw: raw) else { return }
        if record.isRevision {
            try insertEvents(db, of: record, buffer: buffer, session: session, tally: &tally)
        } else {
            try insertRaw(db, record, as: key, because: "variant", session: session, tally: &tally)
        }
    }

    /// The same, or the record with nothing but a raw event where its events cannot be stored: one of them must not
    /// keep everything behind it from being read.
    ///
    /// - Returns: whether all of it is stored.
    static func insertOrKeepRaw(
        _ db: Database, _ record: NormalizedRecord, _ buffer: UnsafeRawBufferPointer, _ base: UInt64,
        _ source: Int64, _ session: Int64, _ tally: inout EventTally
    ) throws -> Bool {
        let before = tally
        do {
            try db.inSavepoint {
                try insert(db, record, buffer, base, source, session, &tally)
                return .commit
            }
            return true
        } catch let error as DatabaseError where Journal.isAboutData(error) {
            tally = before
            let raw = Data(rebasing: buffer, record.bytes)
            let offset = Int64(base) + Int64(record.bytes.lowerBound)
            for key in [record.key, variantKey(of: record)]
            where try insert(db, key: key, digest: record.digest, source: source, offset: offset, raw: raw) {
                try insertRaw(db, record, as: key, because: "not-stored", session: session, tally: &tally)
                break
            }
            return false
        }
    }

    /// The record that was inserted last as one event that says nothing but that it is there.
    private static func insertRaw(
        _ db: Database, _ record: NormalizedRecord, as id: EventID, because reason: String, session: Int64,
        tally: inout EventTally
    ) throws {
        guard let first = record.events.first else { return }
        let event = ConversationEvent(
            id: id, sessionID: first.sessionID, kind: .raw, content: .raw(reason: reason), time: first.time,
            turn: first.turn, nativeID: first.nativeID, agentID: first.agentID)
        try insert(db, event, record: db.lastInsertedRowID, session: session, tally: &tally)
    }

    /// The events of the record that was inserted last.
    private static func insertEvents(
        _ db: Database, of record: NormalizedRecord, buffer: UnsafeRawBufferPointer, session: Int64,
        tally: inout EventTally
    ) throws {
        let row = db.lastInsertedRowID
        let raw = UnsafeRawBufferPointer(rebasing: buffer[record.bytes])
        for event in record.events {
            if record.isRevision {
                try RevisionRow.take(db, event, record: row, session: session, tally: &tally)
            } else {
                try insert(db, event, record: row, raw: raw, session: session, tally: &tally)
            }
        }
    }

    /// Under what a record is kept whose id another one has.
    static func variantKey(of record: NormalizedRecord) -> EventID {
        EventID(high: record.key.high ^ record.digest.high, low: record.key.low ^ record.digest.low)
    }

    private static func insert(_ db: Database, key: EventID, digest: EventID, source: Int64, offset: Int64, raw: Data)
        throws -> Bool
    {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO records (key, digest, source, seen_at, raw) VALUES (?, ?, ?, ?, ?)")
        try statement.execute(arguments: [key.data, digest.data, source, offset, raw])
        return db.changesCount == 1
    }

    /// Inserts an event that is not there yet.
    ///
    /// - Parameter raw: the record, when the text may stand in it.
    static func insert(
        _ db: Database, _ event: ConversationEvent, record: Int64, raw: UnsafeRawBufferPointer? = nil, session: Int64,
        tally: inout EventTally
    ) throws {
        let (text, detail) = EventContentCodec.columns(event.content)
        let place = text.flatMap { text in raw.flatMap { TextPlace(of: text, in: $0) } }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO events (id, session, record, kind, time, turn, model, agent, native_id, text, detail,
                    text_from, text_bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            event.id.data, session, record, event.kind.rawValue, event.time?.milliseconds, event.turn, event.model,
            event.agentID, event.nativeID, place == nil ? text.map { Data($0.utf8) } : nil,
            detail.map { Data($0.encoded()) }, place?.range.lowerBound, place?.range.count,
        ])
        tally.count(event, sequence: db.lastInsertedRowID)
    }
}

extension Data {
    /// A view of part of `buffer` without a copy; valid only as long as the buffer.
    fileprivate init(rebasing buffer: UnsafeRawBufferPointer, _ range: Range<Int>) {
        guard let base = buffer.baseAddress, !range.isEmpty else {
            self.init()
            return
        }
        self.init(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base + range.lowerBound), count: range.count,
            deallocator: .none)
    }
}

extension EventID {
    /// Sixteen bytes, big-endian.
    var data: Data {
        var bytes = Data(capacity: 16)
        for word in [high, low] {
            Swift.withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
