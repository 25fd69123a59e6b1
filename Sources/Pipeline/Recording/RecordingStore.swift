package import KatoModel

/// Where the recorder finds what is to be recorded and keeps what it did. The journal is one.
package protocol RecordingStore: Sendable {
    /// Recordings with something unfinished, of one conversation or of all.
    func unfinishedRecordings(of session: SessionID?) async throws -> [RecordingTask]

    /// A recording and its next step; `nil` when there is no such recording.
    func plan(_ recordingID: String) async throws -> RecordingPlan?

    /// Events of the main conversation in order, from a position on and up to `last` inclusive: as many as a write
    /// should carry.
    func recordableEvents(
        of session: SessionID, from: EventPosition, upTo last: Int64
    ) async throws -> EventSlice

    /// Stores a write before it is tried, in the place of one begun earlier.
    func begin(_ job: WriteJob, for recordingID: String) async throws

    /// A write that was begun is not to be done.
    func abandonJob(of recordingID: String) async throws

    /// A write has landed: its blocks enter the ledger, the period moves on, the job is gone.
    /// An exchange replaces the ledger of the file, and the period goes on by appending.
    ///
    /// - Parameter blocks: with their offsets in the file.
    func commit(_ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile) async throws

    /// Nothing was to be written up to here.
    func advance(_ periodID: Int64, of recordingID: String, to done: EventPosition) async throws

    /// The period is complete.
    func finish(_ periodID: Int64, of recordingID: String) async throws

    /// The recording goes to another file, because the one it was meant for is not kato's to replace.
    func divert(_ recordingID: String, to destination: Destination) async throws

    /// Every block that kato put into the file at `path`, for any recording, by offset.
    func ledger(path: String) async throws -> [PlacedBlock]

    /// True when another recording than `recordingID` is being written to `path`.
    func isWritten(path: String, byOtherThan recordingID: String) async throws -> Bool
}
