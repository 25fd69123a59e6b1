import KatoCommands
import KatoControlProtocol
import KatoFlags
import KatoIngest
import KatoJournal
import KatoModel
import KatoObservability
import KatoRecording
import KatoTelemetry
import OTLP

/// What the daemon says about itself, put together from the journal and the stages.
struct StatusProjection: Sendable {
    let pid: Int64
    let startedAt: Timestamp
    let socketPath: String
    let sandbox: SandboxStatus
    /// Why the settings are not the file's, where they are not.
    let refused: RefusedSettings
    let configFile: String
    let telemetry: Telemetry?
    let flags: FeatureFlags
    let now: @Sendable () -> Timestamp

    /// A conversation counts as active this long after its last event: five minutes, as in the earlier kato.
    private static let activeMilliseconds: Int64 = 5 * 60 * 1000

    /// - Parameter commands: how many of the last ones it tells.
    func status(journal: RedactedJournal, pipeline: Pipeline, commands: Int) async throws -> DaemonStatus {
        let progress = await pipeline.ingest.currentProgress()
        let issues = await pipeline.recording.currentIssues()
        let overview = try journal.overview(activeSince: activeSince, commands: commands)
        var status = DaemonStatus(
            pid: pid, startedAt: startedAt, socketPath: socketPath, totalSessions: overview.sessions.total,
            activeSessions: overview.sessions.active, activeRecordings: overview.recordings,
            problems: await problems(pipeline, progress, issues),
            lastCommands: overview.commands.map { CommandSummary($0) },
            ingest: IngestStatus(
                state: progress.isLive ? .live : .indexing, filesWaiting: progress.waiting,
                bytesWaiting: Int64(clamping: progress.bytesWaiting)),
            residentBytes: ResidentMemory.current(), sandbox: sandbox)
        status.telemetry = (telemetry?.tallies() ?? []).map {
            TelemetryStatus(
                signal: $0.signal.rawValue, sent: $0.sent, dropped: $0.dropped, lost: $0.lost, problem: $0.problem)
        }
        return status
    }

    func activity(_ session: Session) -> SessionActivity {
        guard let last = session.lastEventAt else { return .idle }
        return last >= activeSince ? .active : .idle
    }

    func summary(_ recording: RecordingInfo, title: String?, _ issues: [RecordingIssue]) -> RecordingSummary {
        RecordingSummary(recording, title: title, problem: issues.first { $0.recordingID == recording.id }?.message)
    }

    private var activeSince: Timestamp {
        Timestamp(milliseconds: now().milliseconds - Self.activeMilliseconds)
    }

    private func problems(_ pipeline: Pipeline, _ progress: IngestProgress, _ issues: [RecordingIssue]) async
        -> [Problem]
    {
        var problems = issues.map {
            Problem(code: $0.code, message: $0.message, hint: $0.hint, since: $0.since, path: $0.path)
        }
        if let refusal = refused.current {
            problems.append(
                Problem(
                    code: "config-not-applied",
                    message: "The settings from before the reload are in force. \(refusal.message)",
                    hint: "Correct the configuration, then run kato reload.", since: refusal.since, path: configFile))
        }
        if [.partial, .unavailable].contains(sandbox.state) {
            problems.append(
                Problem(
                    code: "sandbox-\(sandbox.state.rawValue)",
                    message:
                        "The kernel does not keep kato to its folders: \(sandbox.problems.joined(separator: "; ")).",
                    hint: "A kernel with Landlock (6.2 or later) does; kato's own checks hold without it.",
                    since: startedAt))
        }
        problems += telemetryProblems
        if let message = flags.serviceProblem {
            problems.append(
                Problem(
                    code: "flag-service", message: message,
                    hint: "What it said last holds, else the configuration: see kato flags. Recording goes on.",
                    since: now()))
        }
        problems += await storing(pipeline)
        for (path, reason) in progress.unreadable.sorted(by: { $0.key < $1.key }) {
            problems.append(
                Problem(
                    code: "source-unreadable", message: "A conversation cannot be read: \(reason).",
                    hint: "Check the agent's files and the file system they are on; kato tries again by itself.",
                    since: now(),
                    path: path))
        }
        return problems + watching(progress)
    }

    /// What cannot be stored, now or at all.
    private func storing(_ pipeline: Pipeline) async -> [Problem] {
        var problems: [Problem] = []
        if let issue = pipeline.patience.issue {
            problems.append(Problem(code: issue.code, message: issue.message, hint: issue.hint, since: now()))
        }
        let records = await pipeline.journal.quarantinedRecords()
        if records > 0 {
            problems.append(
                Problem(
                    code: "records-quarantined",
                    message: "The events of \(records) records could not be stored; the records are kept as they are.",
                    hint: "Everything else goes on. Please report this; kato logs names the files.", since: startedAt))
        }
        let messages = await pipeline.commands.passedOverMessages()
        if messages > 0 {
            problems.append(
                Problem(
                    code: "commands-not-stored",
                    message: "What \(messages) messages asked for could not be stored, and was not done.",
                    hint: "Type it again, and please report this; kato logs names the conversations.",
                    since: startedAt))
        }
        return problems
    }

    private var telemetryProblems: [Problem] {
        guard let telemetry else { return [] }
        let wrong = telemetry.settings.problems.map {
            Problem(
                code: "telemetry-setting", message: $0, hint: "See docs/user/telemetry.md for what is supported.",
                since: startedAt)
        }
        return wrong
            + telemetry.tallies().compactMap { tally in
                tally.problem.map {
                    Problem(
                        code: "telemetry-\(tally.signal.rawValue)",
                        message: "The collector does not take \(tally.signal.rawValue) (\($0)); "
                            + "\(tally.dropped + tally.lost) dropped so far.",
                        hint: "Start it, or set telemetry.enabled: false. Recording goes on without it.", since: now())
                }
            }
    }

    /// Folders whose changes are not announced.
    private func watching(_ progress: IngestProgress) -> [Problem] {
        var problems: [Problem] = []
        if progress.unwatchedDirectories > 0 {
            problems.append(
                Problem(
                    code: "not-watched",
                    message:
                        "\(progress.unwatchedDirectories) folders cannot be watched; they are looked at from time to time.",
                    hint: "Raise fs.inotify.max_user_watches.", since: now()))
        }
        if progress.silentDirectories > 0 {
            problems.append(
                Problem(
                    code: "not-announced",
                    message:
                        "Changes in \(progress.silentDirectories) folders are not announced; they are looked at from time to time.",
                    hint: "This is so on network and shared file systems; recording works, up to two seconds late.",
                    since: now()))
        }
        return problems
    }
}
