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

    /// Things of each sort that one request looks at. More are for the next one, so that no answer grows too long.
    private static let batch = 200
    private static let dayMilliseconds: Int64 = 24 * 60 * 60 * 1000

    init(
        paths: KatoPaths, journal: Journal, outlet: RedactedJournal, emitter: EventEmitter,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.paths = paths
        self.journal = journal
        self.outlet = outlet
        self.emitter = emitter
        self.now = now
    }

    /// Removes, or lists, what the request names. Recordings come before the conversations they could be made from.
    func clean(_ request: CleanRequest, recording: RecordingService) async throws -> CleanReport {
        var items: [CleanItem] = []
        if let days = request.recordingDays { items += try await recordings(days, request.isDryRun, recording) }
        let recordingCount = items.count
        if let days = request.sessionDays { items += try await sessions(days, request.isDryRun) }
        let hasMore =
            !request.isDryRun
            && (recordingCount == Self.batch || items.count - recordingCount == Self.batch)
            && items.contains { $0.keptBecause == nil }
        if request.logs { items += logs(request.isDryRun) }
        if !request.isDryRun { try await finish(items) }
        return CleanReport(isDryRun: request.isDryRun, items: items, hasMore: hasMore)
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

    private func recordings(_ days: Int, _ isDryRun: Bool, _ service: RecordingService) async throws -> [CleanItem] {
        var items: [CleanItem] = []
        for stale in try await journal.staleRecordings(before: moment(days), after: nil, limit: Self.batch) {
            let path = stale.destination.path
            var reason: String? = stale.isInUse ? "it is being recorded" : nil
            if reason == nil { reason = try await service.remove(stale.destination, isDryRun: isDryRun) }
            items.append(
                CleanItem(
                    kind: "recording", name: path, detail: "last written \(stale.lastWriteAt)", keptBecause: reason))
        }
        return items
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
                    detail: title.flatMap { $0 } ?? session.key.nativeID, keptBecause: reason))
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
