import GRDB
package import KatoModel

/// What a look at the journal shows at once.
package struct JournalOverview: Sendable {
    /// Conversations that have events, and those of them with one since the time asked for.
    package let sessions: (total: Int, active: Int)
    /// Recordings that are on.
    package let recordings: Int
    /// Newest first.
    package let commands: [CommandRecord]

    package init(sessions: (total: Int, active: Int), recordings: Int, commands: [CommandRecord]) {
        self.sessions = sessions
        self.recordings = recordings
        self.commands = commands
    }
}

extension Journal {
    /// Everything that a status needs, in one reading: going to the database costs more than what is asked of it.
    ///
    /// On the calling thread, which may wait for a connection as long as others read.
    nonisolated package func overview(activeSince since: Timestamp, commands limit: Int) throws -> JournalOverview {
        try pool.read { db in
            let recordings = try db.cachedStatement(
                sql: "SELECT count(*) FROM sessions s JOIN recordings r ON r.id = s.active WHERE s.active IS NOT NULL")
            return JournalOverview(
                sessions: try Self.sessionCounts(db, activeSince: since),
                recordings: try Int.fetchOne(recordings) ?? 0,
                commands: try Self.recentCommands(db, limit: limit))
        }
    }
}
