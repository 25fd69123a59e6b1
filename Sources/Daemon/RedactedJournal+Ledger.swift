import KatoJournal
import KatoModel

/// What the recorder asks of the ledger: identities and places, no text of a conversation.
extension RedactedJournal {
    func ledger(path: String) async throws -> [LedgerBlock] {
        try await journal.ledger(path: path)
    }

    func ledger(of recordingID: String) async throws -> [LedgerBlock] {
        try await journal.ledger(of: recordingID)
    }

    func holdsUnread(_ ids: [String], path: String) async throws -> Bool {
        try await journal.holdsUnread(ids, path: path)
    }

    func note(_ finding: LedgerFinding, of recordingID: String, landed: LandedFile) async throws {
        try await journal.note(finding, of: recordingID, landed: landed)
    }

    func restoreDeleted(of recordingID: String, missing: [String]) async throws {
        try await journal.restoreDeleted(of: recordingID, missing: missing)
    }

    func watchedRecordings(writtenSince moment: Timestamp) async throws -> [RecordingTask] {
        try await journal.watchedRecordings(writtenSince: moment)
    }

    func recordings(into path: String) async throws -> [RecordingTask] {
        try await journal.recordings(into: path)
    }
}
