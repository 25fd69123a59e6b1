import GRDB
import KatoModel

/// The table `commands`.
enum CommandRow {
    /// - Parameter recording: the one that the command set off or ended.
    static func insert(
        _ db: Database, _ execution: CommandExecution, recording: String?, session: Int64, at now: Timestamp
    ) throws {
        let outcome = execution.outcome
        try db.execute(
            sql: """
                INSERT INTO commands (session, event_seq, line, time, command, verdict, path, message, hint, recording)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                session, execution.position?.sequence ?? 0, execution.position?.line ?? 0, now.milliseconds,
                outcome.command, outcome.verdict.rawValue, outcome.path, outcome.message, outcome.hint,
                outcome.path == nil ? nil : recording,
            ])
    }

    /// The recording went from one path to another: says so of the last command that had its file written anew, and of
    /// those after it.
    static func divert(_ db: Database, recording: String, from old: String, to new: String) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM commands WHERE recording = ?1 AND path = ?2 AND id >=
                    (SELECT max(id) FROM commands WHERE recording = ?1 AND command IN ('capture', 'export'))
                """,
            arguments: [recording, old])
        for row in rows {
            let outcome = outcome(row).diverted(to: new)
            try db.execute(
                sql: "UPDATE commands SET path = ?, message = ?, hint = ? WHERE id = ?",
                arguments: [outcome.path, outcome.message, outcome.hint, row["id"] as Int64])
        }
    }

    /// What became of the command of a row.
    static func outcome(_ row: Row) -> CommandOutcome {
        CommandOutcome(
            command: row["command"], verdict: CommandOutcome.Verdict(rawValue: row["verdict"]) ?? .failed,
            path: row["path"], message: row["message"], hint: row["hint"])
    }
}
