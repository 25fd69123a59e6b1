/// What a recording is doing. An open set: a newer daemon may have more.
package struct RecordingActivity: RawRepresentable, Sendable, Hashable {
    /// Events are written as they come.
    package static let recording = RecordingActivity(rawValue: "recording")
    /// Nothing more is written.
    package static let stopped = RecordingActivity(rawValue: "stopped")
    /// Writing failed for now and will be tried again.
    package static let paused = RecordingActivity(rawValue: "paused")

    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
