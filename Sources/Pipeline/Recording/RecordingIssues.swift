import KatoModel

/// Which recordings wait, and for what. Pure bookkeeping of ``RecordingService``.
struct RecordingIssues: Sendable {
    private var issues: [String: RecordingIssue] = [:]

    /// The oldest first.
    var all: [RecordingIssue] { issues.values.sorted { $0.since < $1.since } }

    var tasks: [RecordingTask] { issues.values.map { RecordingTask(id: $0.recordingID, path: $0.path) } }

    subscript(recordingID: String) -> RecordingIssue? { issues[recordingID] }

    /// Notes why a recording waits.
    ///
    /// - Returns: whether that is another reason than before.
    mutating func note(_ error: RecordingError, _ task: RecordingTask, at now: Timestamp) -> Bool {
        let before = issues[task.id]
        issues[task.id] = RecordingIssue(error, task, since: before?.since ?? now)
        return before?.code != error.code
    }

    /// A recording goes on.
    ///
    /// - Returns: what it had waited for.
    mutating func remove(_ recordingID: String) -> RecordingIssue? { issues.removeValue(forKey: recordingID) }
}
