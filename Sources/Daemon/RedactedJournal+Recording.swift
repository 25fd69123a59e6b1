import KatoJournal
import KatoModel
import KatoRecording
import KatoRedaction

/// What the recorder asks. Everything it may write into a file comes from ``plan(_:)``, ``recordableEvents`` and the
/// events of blocks.
extension RedactedJournal: RecordingStore {
    func plan(_ recordingID: String) async throws -> RecordingPlan? {
        guard var plan = try await journal.plan(recordingID) else { return nil }
        do {
            let gate = gate(for: plan.session)
            plan.session = try gate.pass(plan.session)
            plan.next = try plan.next.map { try pass($0, gate) }
        } catch {
            throw Self.unavailable(error)
        }
        return plan
    }

    func recordableEvents(of session: SessionID, from: EventPosition, upTo last: Int64) async throws -> EventSlice {
        let slice = try await journal.recordableEvents(of: session, from: from, upTo: last)
        do {
            return try await pass(slice, of: session)
        } catch {
            throw Self.unavailable(error)
        }
    }

    func droppedBlocks(of recordingID: String) async throws -> [DroppedBlock] {
        try await pass(try await journal.droppedBlocks(of: recordingID))
    }

    func sources(ofBlocks ids: [String], of recordingID: String) async throws -> [DroppedBlock] {
        try await pass(try await journal.sources(ofBlocks: ids, of: recordingID))
    }

    /// One after the other: they need not follow each other in the conversation.
    private func pass(_ blocks: [DroppedBlock]) async throws -> [DroppedBlock] {
        var passed: [DroppedBlock] = []
        for block in blocks {
            guard let event = block.event else {
                passed.append(block)
                continue
            }
            do {
                let before = try await journal.recordableEvents(of: event.sessionID, before: event.sequence)
                let slice = EventSlice(events: [event], isLast: true, preceding: before)
                let shown = try await pass(slice, of: event.sessionID).events.first
                passed.append(DroppedBlock(id: block.id, event: shown, lines: block.lines))
            } catch {
                throw Self.unavailable(error)
            }
        }
        return passed
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

    func commit(
        _ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile, wasTorn: Bool
    ) async throws {
        try await journal.commit(job, for: recordingID, blocks: blocks, landed: landed, wasTorn: wasTorn)
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

    func isWritten(path: String, byOtherThan recordingID: String) async throws -> Bool {
        try await journal.isWritten(path: path, byOtherThan: recordingID)
    }

    func canRewrite(path: String, for recordingID: String) async throws -> Bool {
        try await journal.canRewrite(path: path, for: recordingID)
    }

    func forgetRecordings(path: String) async throws -> Bool {
        try await journal.forgetRecordings(path: path)
    }
}
