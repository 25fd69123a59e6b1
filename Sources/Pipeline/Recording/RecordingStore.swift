package import KatoModel

/// Where the recorder finds what is to be recorded and keeps what it did. The journal is one.
package protocol RecordingStore: Sendable {
    /// Recordings with something unfinished, of one conversation or of all.
    func unfinishedRecordings(of session: SessionID?) async throws -> [RecordingTask]

    /// A recording and its next step; `nil` when there is no such recording.
    func plan(_ recordingID: String) async throws -> RecordingPlan?

    /// Events of the main conversation in order, from a position on and up to `last` inclusive: as many as a write
    /// should carry.
    func recordableEvents(of session: SessionID, from: EventPosition, upTo last: Int64) async throws -> EventSlice

    /// Stores a write before it is tried, in the place of one begun earlier.
    func begin(_ job: WriteJob, for recordingID: String) async throws

    /// A write that was begun is not to be done.
    func abandonJob(of recordingID: String) async throws

    /// A write has landed: its blocks enter the ledger, the period moves on, the job is gone.
    /// An exchange replaces the ledger of the file, and the period goes on by appending.
    ///
    /// - Parameter blocks: with their offsets in the file.
    /// - Parameter wasTorn: a part of it stood in the file before the rest: an editor may have seen it like that, so
    ///   each of its blocks counts as a write.
    func commit(
        _ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile, wasTorn: Bool
    ) async throws

    /// Nothing was to be written up to here.
    func advance(_ periodID: Int64, of recordingID: String, to done: EventPosition) async throws

    /// The period is complete.
    func finish(_ periodID: Int64, of recordingID: String) async throws

    /// The recording goes to another file, because the one it was meant for is not kato's to replace.
    func divert(_ recordingID: String, to destination: Destination) async throws

    /// Every block that kato put into the file at `path`, for any recording, by offset.
    func ledger(path: String) async throws -> [LedgerBlock]

    /// Every block that kato put into a recording's file for it, in the order of the writes.
    func ledger(of recordingID: String) async throws -> [LedgerBlock]

    /// True when one of these blocks was found in the file at `path` before its event was known.
    func holdsUnread(_ ids: [String], path: String) async throws -> Bool

    /// Stores what a look at the whole file found, together with the file it was found in.
    func note(_ finding: LedgerFinding, of recordingID: String, landed: LandedFile) async throws

    /// The user wants back what they deleted: every block that is not in the file is to be put there.
    ///
    /// - Parameter missing: ids of blocks that the ledger takes for placed and that are not there.
    func restoreDeleted(of recordingID: String, missing: [String]) async throws

    /// Blocks that wait to be put back, in the order of the conversation, as many as a write should carry.
    func droppedBlocks(of recordingID: String) async throws -> [DroppedBlock]

    /// What blocks of a recording are rendered from, in the order of the conversation.
    func sources(ofBlocks ids: [String], of recordingID: String) async throws -> [DroppedBlock]

    /// Recordings that follow a conversation and are on, or were written since a moment: their files are watched.
    func watchedRecordings(writtenSince moment: Timestamp) async throws -> [RecordingTask]

    /// Recordings into the file at `path`.
    func recordings(into path: String) async throws -> [RecordingTask]

    /// True when another recording than `recordingID` is being written to `path`.
    func isWritten(path: String, byOtherThan recordingID: String) async throws -> Bool

    /// True when everything that the ledger has in the file at `path` can be written anew for a recording: it is of the
    /// same conversation, or a copy that can be made again, and the journal still has all of it.
    func canRewrite(path: String, for recordingID: String) async throws -> Bool

    /// Forgets every recording into the file at `path`, unless one of them is on or has something to write.
    ///
    /// - Returns: false when nothing was forgotten, because the file is in use.
    func forgetRecordings(path: String) async throws -> Bool
}
