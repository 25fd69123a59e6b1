/// Somebody saved over a recording and kato's blocks are missing from it since.
package struct RecordingFileChanged: InternalEvent {
    package let path: String
    /// Blocks that an old buffer did not have: they are put back.
    package let dropped: Int
    /// Blocks that were deleted: they stay away.
    package let deleted: Int

    package init(path: String, dropped: Int, deleted: Int) {
        self.path = path
        self.dropped = dropped
        self.deleted = deleted
    }

    package var name: String { "recording.file.changed" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("dropped", .int(Int64(dropped))), ("deleted", .int(Int64(deleted)))]
    }
}
