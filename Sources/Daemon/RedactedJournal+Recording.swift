import KatoJournal
import KatoModel
import KatoRecording
import KatoRedaction

/// What the recorder asks. Everything it may write into a file comes from ``plan(_:)`` and ``recordableEvents``.
extension RedactedJournal: RecordingStore {
    func plan(_ recordingID: String) async throws -> RecordingPlan? {
        guard let plan = try await journal.plan(recordingID) else { return nil }
        return try keepingBack {
            RecordingPlan(
                id: plan.id, kind: plan.kind, session: try gate.pass(plan.session), destination: plan.destination,
                createdAt: plan.createdAt, renderState: plan.renderState, landed: plan.landed, period: plan.period,
                job: plan.job, limit: plan.limit)
        }
    }

    func recordableEvents(of session: SessionID, from: EventPosition, upTo last: Int64) async throws -> EventSlice {
        let slice = try await journal.recordableEvents(of: session, from: from, upTo: last)
        do {
            return try await pass(slice, of: session, onlyRecordable: true)
        } catch {
            throw Self.unavailable(error)
        }
    }

    private func keepingBack<Value>(_ work: () throws -> Value) throws(RecordingError) -> Value {
        do {
            return try work()
        } catch {
            throw Self.unavailable(error)
        }
    }

    private static func unavailable(_ cause: any Error) -> RecordingError {
        RecordingError(
            .redaction, "The recording waits, because nothing can look for secrets at the moment.",
            hint: "See the operational log; recording goes on by itself.", cause: cause)
    }

    // MARK: - Unchanged

    func unfinishedRecordings(of session: SessionID?) async throws -> [RecordingTask] {
        try await journal.unfinishedRecordings(of: session)
    }

    func begin(_ job: WriteJob, for recordingID: String) async throws {
        try await journal.begin(job, for: recordingID)
    }

    func abandonJob(of recordingID: String) async throws {
        try await journal.abandonJob(of: recordingID)
    }

    func commit(_ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile) async throws {
        try await journal.commit(job, for: recordingID, blocks: blocks, landed: landed)
    }

    func advance(_ periodID: Int64, of recordingID: String, to done: EventPosition) async throws {
        try await journal.advance(periodID, of: recordingID, to: done)
    }

    func finish(_ periodID: Int64, of recordingID: String) async throws {
        try await journal.finish(periodID, of: recordingID)
    }

    func divert(_ recordingID: String, to destination: Destination) async throws {
        try await journal.divert(recordingID, to: destination)
    }

    func ledger(path: String) async throws -> [PlacedBlock] {
        try await journal.ledger(path: path)
    }

    func isWritten(path: String, byOtherThan recordingID: String) async throws -> Bool {
        try await journal.isWritten(path: path, byOtherThan: recordingID)
    }
}
