import GRDB
package import KatoModel

/// The one durable truth: every record, event, cursor and recording in one SQLite database.
///
/// Everything that belongs together is written in one transaction: events with the cursor they were read up to, a
/// command's effects with the position it was found at. WAL with synchronous NORMAL: a killed process loses nothing
/// that was committed; a power cut may lose the last commits, whose source is then read again.
package actor Journal {
    nonisolated let pool: DatabasePool
    /// A connection of its own for copying the write-ahead log back, which waits for the disk.
    private let checkpointer: DatabaseQueue
    nonisolated let now: @Sendable () -> Timestamp
    /// Large writes that are under way.
    var largeWrites = 0
    /// Whether every message of the user is for the commands stage, and not only those that may hold a command.
    nonisolated let offersAllMessages: Bool

    /// Bytes of page cache a connection may hold. Small: the daemon reads what it just wrote.
    private static let cacheKibibytes = 4096
    /// Larger than SQLite's 4 KiB, because a record is often larger than that: a back-fill is a fifth faster. Larger
    /// still, each small commit of a live conversation would write much more than it holds.
    private static let pageBytes = 8192
    /// Pages in the write-ahead log at which a commit copies it back itself: 64 MiB. ``checkpoint()`` comes before.
    private static let logPages = 8192

    /// Opens the journal, creating or migrating it.
    ///
    /// - Throws: ``JournalError`` when it is damaged, newer than this program, or cannot be used. It is never deleted
    ///   or replaced.
    package init(path: String, offersAllMessages: Bool = false, now: @escaping @Sendable () -> Timestamp)
        throws(JournalError)
    {
        var configuration = Configuration()
        configuration.maximumReaderCount = 2
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = \(Self.pageBytes)")
            try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes)")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.logPages)")
            try db.execute(sql: "PRAGMA journal_size_limit = \(Self.logPages * Self.pageBytes)")
        }
        JournalFile.make(path)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            let isNewer = try pool.read { try Migrations.migrator.hasBeenSuperseded($0) }
            guard !isNewer else { throw Self.newer(path) }
            try Migrations.migrator.migrate(pool)
            let createdAt = String(now().milliseconds)
            try pool.write { db in
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO meta (name, value)
                        VALUES ('created_at', ?), ('fingerprint_salt', lower(hex(randomblob(32))))
                        """,
                    arguments: [createdAt])
            }
            self.pool = pool
            checkpointer = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw Self.describe(error, path: path)
        }
        self.now = now
        self.offersAllMessages = offersAllMessages
    }

    /// Since when commands count: those older than this are history. It is when this state was created, or up to when
    /// conversations were cleaned from it, because what was carried out before is not known any more.
    package func createdAt() async throws -> Timestamp {
        let text = try await pool.read {
            try String.fetchOne(
                $0,
                sql:
                    "SELECT value FROM meta WHERE name IN ('created_at', 'cleaned_to') ORDER BY CAST(value AS INTEGER) DESC LIMIT 1"
            )
        }
        guard let text, let milliseconds = Int64(text) else {
            throw JournalError(.unreadable, "The journal does not say when it was created.", hint: nil)
        }
        return Timestamp(milliseconds: milliseconds)
    }

    /// What makes fingerprints of secrets worthless outside this installation: 64 hexadecimal digits.
    nonisolated package func fingerprintSalt() throws -> String {
        let salt = try pool.read {
            try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'fingerprint_salt'")
        }
        guard let salt else {
            throw JournalError(.unreadable, "The journal does not hold its salt.", hint: nil)
        }
        return salt
    }

    /// The highest sequence in the journal.
    package func lastSequence() async throws -> Int64 {
        try await pool.read { try Self.lastSequence($0) }
    }

    static func lastSequence(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'events'")) ?? 0
    }

    /// Copies what was committed from the write-ahead log into the database, while commits go on.
    ///
    /// Without it a commit would do so from time to time, and a conversation would wait for the disk.
    package func checkpoint() async throws {
        try await checkpointer.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
    }

    /// Copies the write-ahead log into the database and closes it. Nothing may be called afterwards.
    package func close() throws {
        try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try checkpointer.close()
        try pool.close()
    }

    // MARK: - Errors

    static func describe(_ error: any Error, path: String) -> JournalError {
        if let known = error as? JournalError { return known }
        guard let database = error as? DatabaseError else {
            return JournalError(
                .unusable, "The journal \(path) cannot be opened.",
                hint: "Check that its folder exists and is yours.", cause: error)
        }
        switch database.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return JournalError(
                .damaged, "The journal \(path) is damaged (\(database.resultCode)).",
                hint: "Move it away and start again: kato reads the agents' files anew. Recordings stay as they are.",
                cause: error)
        case .SQLITE_FULL:
            return full(path, cause: error)
        default:
            return JournalError(
                .unusable, "The journal \(path) cannot be used: \(database.message ?? "\(database.resultCode)").",
                hint: "Check that its folder exists, is yours and can be written.", cause: error)
        }
    }

    /// There is no space.
    package static func full(_ path: String, cause: any Error) -> JournalError {
        JournalError(
            .full, "The disk holding the journal \(path) is full.",
            hint: "Free some space; kato goes on by itself.", cause: cause)
    }

    private static func newer(_ path: String) -> JournalError {
        JournalError(
            .newer, "The journal \(path) was written by a newer kato than \(KatoVersion.current).",
            hint: "Install that version again, or point KATO_HOME at another folder. The journal was not touched.")
    }
}
