import JSONRPC
import KatoCommands
import KatoControlProtocol
import KatoControlServer
import KatoJournal
import KatoModel
import KatoRecording

/// What the control server asks for, answered from the journal and the stages.
struct DaemonBackend: ControlBackend {
    let parts: DaemonParts
    let pipeline: Pipeline
    /// `nil` where there is nothing to begin anew.
    let reloading: Reloading?
    let projection: StatusProjection
    /// Asks the daemon to end.
    let requestStop: @Sendable () -> Void
    let cleaner: StateCleaner
    let checkTurn = CheckTurn()

    var journal: RedactedJournal { parts.outlet }
    var lookup: SessionLookup { SessionLookup(journal: parts.outlet) }

    func ping() async -> PingResult {
        PingResult(version: KatoVersion.current, pid: projection.pid)
    }

    func status(commands: Int?) async throws(ErrorObject) -> DaemonStatus {
        try await answering {
            try await projection.status(
                journal: journal, pipeline: pipeline, commands: commands ?? ControlLimits.shownCommands)
        }
    }

    func reload() async throws(ErrorObject) -> ReloadResult {
        guard let reloading else { return ReloadResult(reloading: false, changed: []) }
        do throws(ReloadRefusal) {
            let outcome = try reloading.reload(asked: "daemon.reload")
            return ReloadResult(
                reloading: !outcome.changed.isEmpty, changed: outcome.changed, needsRestart: outcome.needsRestart)
        } catch {
            throw ControlErrorCode.failed.errorObject(error.message, hint: error.hint, reason: error.code)
        }
    }

    func stop() async {
        requestStop()
    }

    // MARK: - Conversations

    func sessions(limit: Int, cursor: String?, provider: String?) async throws(ErrorObject) -> SessionPage {
        try await answering {
            let after = cursor.map(SessionID.init(rawValue:))
            // Nothing follows what is not there, which would look like the end of the list.
            if let after, try await journal.session(after) == nil { throw Self.unknownCursor }
            let found = try await journal.sessions(
                provider: provider.map { ProviderID($0) }, after: after, limit: limit + 1)
            let page = Array(found.prefix(limit))
            return SessionPage(
                sessions: try await summaries(page), nextCursor: found.count > limit ? page.last?.id.rawValue : nil)
        }
    }

    func session(_ name: String) async throws(ErrorObject) -> SessionSummary {
        let session = try await lookup.find(name)
        let found = try await answering { try await summaries([session]).first }
        guard let found else { throw .internalError("A conversation has no summary.") }
        return found
    }

    func events(of name: String, limit: Int, cursor: String?) async throws(ErrorObject) -> EventPage {
        let session = try await lookup.find(name)
        guard let after = Int64(cursor ?? "0"), after >= 0 else {
            throw Self.unknownCursor
        }
        return try await answering {
            let slice = try await journal.events(of: session.id, after: after, limit: limit)
            return EventPage(
                events: slice.events.map { EventSummary($0) },
                nextCursor: slice.isLast ? nil : slice.events.last.map { String($0.sequence) })
        }
    }

    func recordings(of name: String?, isOn: Bool, limit: Int, cursor: String?) async throws(ErrorObject)
        -> RecordingPage
    {
        var session: SessionID?
        if let name { session = try await lookup.find(name).id }
        return try await answering {
            if let cursor, try await journal.recording(cursor) == nil { throw Self.unknownCursor }
            let found = try await journal.recordings(of: session, isOn: isOn, after: cursor, limit: limit + 1)
            let issues = await pipeline.recording.currentIssues()
            let page = found.prefix(limit)
            var titles: [SessionID: String] = [:]
            for id in Set(page.map(\.sessionID)) { titles[id] = try? await journal.session(id)?.facts.title }
            return RecordingPage(
                recordings: page.map { projection.summary($0, title: titles[$0.sessionID], issues) },
                nextCursor: found.count > limit ? page.last?.id : nil)
        }
    }

    /// Also for one whose place was cleaned away meanwhile.
    static let unknownCursor = ErrorObject.invalidParams(
        "The cursor is not one that this method gave.",
        hint: "Give nextCursor of the page before, or none to begin again.")

    func checkSources(progress: @escaping @Sendable (WorkProgress) -> Void) async throws(ErrorObject) -> CheckReport {
        let report = try await answering {
            try await checkTurn.run { try await DeepCheck(parts: parts, progress: progress).run() }
        }
        guard let report else {
            throw ControlErrorCode.busy.errorObject(
                "The agents' files are being checked already.", hint: "Try again when that is done.",
                reason: "check-running")
        }
        return report
    }

    // MARK: - Parts

    private func summaries(_ sessions: [Session]) async throws -> [SessionSummary] {
        let issues = await pipeline.recording.currentIssues()
        let particulars = try await journal.particulars(
            of: sessions.map(\.id), recordings: ControlLimits.defaultPageSize)
        var retention = RetentionReader(roots: parts.roots, files: parts.files, now: projection.now)
        return zip(sessions, particulars).map { session, more in
            SessionSummary(
                session, state: projection.activity(session),
                daysLeft: more.sourcePath.flatMap { retention.daysLeft($0) },
                recordings: more.recordings.filter { $0.kind == .live }.map {
                    projection.summary($0, title: session.facts.title, issues)
                })
        }
    }

    /// Carries out a request; what goes wrong below it becomes one error whose details stay in the log.
    func answering<Value: Sendable>(_ work: () async throws -> Value) async throws(ErrorObject) -> Value {
        do {
            return try await work()
        } catch let error as ErrorObject {
            throw error
        } catch let error as any DescribedError {
            throw ControlErrorCode.failed.errorObject(error.message, hint: error.hint, reason: error.code)
        } catch {
            throw ControlErrorCode.failed.errorObject(
                "The journal could not answer.", hint: "See kato status for problems.", reason: "journal")
        }
    }
}
