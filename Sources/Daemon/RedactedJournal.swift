import KatoJournal
import KatoModel
import KatoRedaction

/// The journal as everything sees it that writes files or logs or answers on a socket: without secrets.
///
/// Who holds one of these cannot reach a text that did not pass the gate. What it throws keeps the text back, and it
/// stays due.
struct RedactedJournal: Sendable {
    let journal: Journal
    /// For what belongs to no conversation.
    let gate: RedactionGate
    /// What is done about the secrets of a conversation.
    let mode: @Sendable (Session) -> RedactionMode

    /// The gate for a conversation.
    func gate(for session: Session) -> RedactionGate { gate.acting(mode(session)) }

    // MARK: - Conversations

    func session(_ id: SessionID) async throws -> Session? {
        try await journal.session(id).map { try gate(for: $0).pass($0) }
    }

    func sessions(provider: ProviderID?, after: SessionID?, limit: Int) async throws -> [Session] {
        try await journal.sessions(provider: provider, after: after, limit: limit).map { try gate(for: $0).pass($0) }
    }

    func sessions(matching text: String, limit: Int) async throws -> [Session] {
        try await journal.sessions(matching: text, limit: limit).map { try gate(for: $0).pass($0) }
    }

    func particulars(of sessions: [SessionID], recordings limit: Int) async throws -> [SessionParticulars] {
        try await journal.particulars(of: sessions, recordings: limit)
    }

    func events(of session: SessionID, after: Int64, limit: Int) async throws -> EventSlice {
        try await pass(try await journal.events(of: session, after: after, limit: limit), of: session)
    }

    func pass(_ slice: EventSlice, of session: SessionID) async throws -> EventSlice {
        guard !slice.events.isEmpty else { return slice }
        guard let conversation = try await journal.session(session) else {
            // Without it nobody knows what is to be kept back, and nothing may be passed over.
            throw JournalError(.unreadable, "The journal holds no conversation \(session).", hint: nil)
        }
        return try pass(slice, gate(for: conversation))
    }

    /// A secret that began in the events before the slice ends in it. They themselves are not for anybody else.
    func pass(_ slice: EventSlice, _ gate: RedactionGate) throws -> EventSlice {
        EventSlice(
            events: try gate.pass(slice.events, after: EventStream(after: slice.preceding)), isLast: slice.isLast,
            preceding: [])
    }

    // MARK: - Commands and recordings

    func overview(activeSince since: Timestamp, commands limit: Int) throws -> JournalOverview {
        let overview = try journal.overview(activeSince: since, commands: limit)
        let commands = try overview.commands.map { record in
            let outcome = record.outcome
            return CommandRecord(
                time: record.time, sessionID: record.sessionID, provider: record.provider, isTyped: record.isTyped,
                outcome: CommandOutcome(
                    command: try gate.pass(outcome.command), verdict: outcome.verdict, path: outcome.path,
                    message: try gate.pass(outcome.message), hint: try outcome.hint.map(gate.pass)))
        }
        return JournalOverview(sessions: overview.sessions, recordings: overview.recordings, commands: commands)
    }

    func recordings(of session: SessionID?, isOn: Bool, after: String?, limit: Int) async throws -> [RecordingInfo] {
        try await journal.recordings(of: session, isOn: isOn, after: after, limit: limit)
    }

    func recording(_ id: String) async throws -> RecordingInfo? {
        try await journal.recording(id)
    }
}
