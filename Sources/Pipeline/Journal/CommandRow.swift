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

    /// What became of the command of a row.
    static func outcome(_ row: Row) -> CommandOutcome {
        CommandOutcome(
            command: row["command"], verdict: CommandOutcome.Verdict(rawValue: row["verdict"]) ?? .failed,
            path: row["path"], message: row["message"], hint: row["hint"])
    }
}
