import KatoControlProtocol
import KatoJournal
import KatoModel
import KatoObservability
import KatoPaths
import KatoRecording

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Removes what is old and not in use, for `kato clean`. One request at a time.
///
/// Everything is found through the journal, never by looking into folders: what kato does not know it does not touch.
actor StateCleaner {
    private let paths: KatoPaths
    private let journal: Journal
    /// The journal for what is shown: without secrets.
    private let outlet: RedactedJournal
    private let emitter: EventEmitter
    private let now: @Sendable () -> Timestamp
    /// How paths begin of files that clients take away.
    private let handedOver: String

    /// Things of each sort that one request looks at. More are for the next one, so that no answer grows too long.
    private static let batch = 200
    private static let dayMilliseconds: Int64 = 24 * 60 * 60 * 1000

    init(
        paths: KatoPaths, handOverDirectory: String, journal: Journal, outlet: RedactedJournal, emitter: EventEmitter,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.paths = paths
        handedOver = handOverDirectory + "/"
        self.journal = journal
        self.outlet = outlet
        self.emitter = emitter
        self.now = now
    }

    /// Removes, or lists, what the request names. Recordings come before the conversations they could be made from.
    func clean(_ request: CleanRequest, recording: RecordingService) async throws -> CleanReport {
        var (items, hasMore): ([CleanItem], Bool) = ([], false)
        if let days = request.recordingDays {
            (items, hasMore) = try await recordings(days, request.isDryRun, recording)
        }
        if let days = request.sessionDays {
            let sessions = try await sessions(days, request.isDryRun)
            items += sessions
            hasMore = hasMore || sessions.count == Self.batch && sessions.contains { $0.keptBecause == nil }
        }
        if request.logs { items += logs(request.isDryRun) }
        if !request.isDryRun { try await finish(items) }
        return CleanReport(isDryRun: request.isDryRun, items: items, hasMore: hasMore && !request.isDryRun)
    }

    private func finish(_ items: [CleanItem]) async throws {
        func removed(_ kind: String) -> Int { items.count { $0.kind == kind && $0.keptBecause == nil } }
        emitter.emit(
            StateCleaned(logs: removed("log"), recordings: removed("recording"), sessions: removed("session")))
        // What could not be compacted is used again later.
        if removed("session") > 0 { try? await journal.compact() }
    }

    private func moment(_ days: Int) -> Timestamp {
        Timestamp(milliseconds: now().milliseconds - Int64(days) * Self.dayMilliseconds)
    }

    // MARK: - Sorts

    /// - Returns: what is to be told, and whether asking again can remove more. What was made here for a client that took
    ///   it away is forgotten without a word.
    private func recordings(_ days: Int, _ isDryRun: Bool, _ service: RecordingService) async throws
        -> (items: [CleanItem], hasMore: Bool)
    {
        var (items, removed): ([CleanItem], Int) = ([], 0)
        let found = try await journal.staleRecordings(before: moment(days), after: nil, limit: Self.batch)
        for stale in found {
            let path = stale.destination.path
            var reason: String? = stale.isInUse ? "it is being recorded" : nil
            if reason == nil { reason = try await service.remove(stale.destination, isDryRun: isDryRun) }
            if reason == nil { removed += 1 }
            guard !path.hasPrefix(handedOver) else { continue }
            items.append(
                CleanItem(
                    kind: "recording", name: path, lastAt: stale.lastWriteAt, keptBecause: reason))
        }
        return (items, found.count == Self.batch && removed > 0)
    }

    private func sessions(_ days: Int, _ isDryRun: Bool) async throws -> [CleanItem] {
        let moment = moment(days)
        var items: [CleanItem] = []
        for stale in try await journal.staleSessions(before: moment, after: nil, limit: Self.batch) {
            let session = stale.session
            let title = try? await outlet.session(session.id)?.facts.title
            var reason: String? = stale.isInUse ? "it is in use" : nil
            if reason == nil, !isDryRun, try await !journal.forgetSession(session.id, before: moment) {
                reason = "it has come into use"
            }
            items.append(
                CleanItem(
                    kind: "session", name: session.id.rawValue,
                    detail: title.flatMap { $0 } ?? session.key.nativeID, lastAt: session.lastEventAt,
                    keptBecause: reason))
        }
        return items
    }

    /// The operational log and its older parts. The audit log is what proves that nothing else was removed.
    private func logs(_ isDryRun: Bool) -> [CleanItem] {
        let names = [paths.operationalLog] + (1...OperationalLog.keptFiles).map { "\(paths.operationalLog).\($0)" }
        return names.filter { access($0, F_OK) == 0 }.map { path in
            guard !isDryRun, unlink(path) != 0 else { return CleanItem(kind: "log", name: path) }
            return CleanItem(kind: "log", name: path, keptBecause: String(cString: strerror(errno)))
        }
    }
}
