package import KatoModel

/// Why a recording waits, for status.
package struct RecordingIssue: Sendable, Hashable {
    package let recordingID: String
    package let path: String
    package let code: String
    package let message: String
    package let hint: String?
    package let since: Timestamp

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
