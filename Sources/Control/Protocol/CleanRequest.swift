/// What `state.clean` is to remove.
package struct CleanRequest: Sendable, Hashable {
    /// Whether the old files of the operational log go. The audit log stays.
    package var logs = false
    /// Recordings of which nothing was written for so many days; `nil` for none.
    package var recordingDays: Int?
    /// Conversations in which nothing happened for so many days; `nil` for none.
    package var sessionDays: Int?
    /// Whether everything is only listed.
    package var isDryRun = false

    package init(logs: Bool = false, recordingDays: Int? = nil, sessionDays: Int? = nil, isDryRun: Bool = false) {
        self.logs = logs
        self.recordingDays = recordingDays
        self.sessionDays = sessionDays
        self.isDryRun = isDryRun
    }
}
