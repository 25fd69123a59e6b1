package import KatoModel

/// Why a recording waits, for status.
package struct RecordingIssue: Sendable, Hashable {
    package let recordingID: String
    package let path: String
    package let code: String
    package let message: String
    package let hint: String?
    package let since: Timestamp

    /// Whoever waits for a recording could not learn how it stands.
    init(_ error: any Error, _ recordingID: String, since: Timestamp) {
        self.init(RecordingError(error, path: nil), RecordingTask(id: recordingID, path: ""), since: since)
    }

    init(_ error: RecordingError, _ task: RecordingTask, since: Timestamp) {
        self.init(
            recordingID: task.id, path: task.path, code: error.code, message: error.message, hint: error.hint,
            since: since)
    }

    package init(
        recordingID: String, path: String, code: String, message: String, hint: String?, since: Timestamp
    ) {
        self.recordingID = recordingID
        self.path = path
        self.code = code
        self.message = message
        self.hint = hint
        self.since = since
    }
}
