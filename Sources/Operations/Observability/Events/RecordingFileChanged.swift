/// Somebody saved over a recording and kato's blocks are missing from it since.
package struct RecordingFileChanged: InternalEvent {
    package let path: String
    /// Blocks that an old buffer did not have: they are put back.
    package let dropped: Int
    /// Blocks that were deleted: they stay away.
    package let deleted: Int
    /// Why those are taken for deleted, as a stable word.
    package let reason: String?

    package init(path: String, dropped: Int, deleted: Int, reason: String?) {
        self.path = path
        self.dropped = dropped
        self.deleted = deleted
        self.reason = reason
    }

    package var name: String { "recording.file.changed" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("dropped", .int(Int64(dropped))), ("deleted", .int(Int64(deleted)))]
            + (reason.map { [("reason", .string($0))] } ?? [])
    }
}
