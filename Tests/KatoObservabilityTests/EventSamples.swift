import KatoModel
import KatoObservability

/// One of each event and, where its level or its audit line depends on what happened, one of each sort.
enum EventSamples {
    private static let session = SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a")
    private static let claude = ProviderID("claude")
    private static let file = "/home/ada/.claude/projects/-work/5f3c2a1e.jsonl"
    private static let note = "/home/ada/notes/talk.md"
    private static let began: UInt64 = 1_774_915_200_000_000_000

    static let all: [any InternalEvent] = daemon + ingest + journal + commands + recording + control

    private static let daemon: [any InternalEvent] = [
        DaemonStarted(version: "1.0", pid: 7, socketPath: "/run/user/7/kato/control.sock"),
        DaemonStopping(pid: 7, reason: "stop"), AuditLineLost(lost: "policy.path.decided", reason: "log-unwritable"),
        StateCleaned(logs: 1, recordings: 2, sessions: 3), ConfigurationApplied(digest: "ab", writable: ["/r"]),
        FlagServiceTold(what: "changed", flags: ["render.thinking"]),
        FlagServiceTold(what: "stale", reason: "The flag service answers HTTP 503."),
        ConfigurationMigrated(notes: ["logging.level is called logging.operational since version 2"]),
        ConfigurationReload(isAllowed: true, reason: "changed", asked: "SIGHUP", changed: ["sandbox"], waiting: ["x"]),
        ConfigurationReload(
            isAllowed: false, reason: "config-invalid", asked: "daemon.reload", changed: [],
            detail: "/home/ada/.config/kato/config.yaml:3:1: foo: There is no such setting."),
        SandboxApplied(state: "enforced", landlock: 6, problems: [], microseconds: 400, isComplete: true),
        SandboxApplied(state: "partial", landlock: 0, problems: ["x"], microseconds: 400, isComplete: false),
    ]

    private static let ingest: [any InternalEvent] = [
        SourceReset(provider: claude, path: file, reason: "shrunk"),
        BackfillFinished(files: 1, bytes: 2, records: 3, milliseconds: 4), HintsLost(count: 1),
        FolderSilent(path: "/mnt/x"), LineCut(provider: claude, path: file, offset: 1, bytes: 2),
    ]

    private static let journal: [any InternalEvent] = [
        JournalWriteFailed(path: "/s/journal.db", reason: "disk-full", willRetry: true),
        JournalWriteResumed(path: "/s/journal.db"), RecordsQuarantined(provider: claude, path: file, count: 1),
        TokensCounted(
            session: session, provider: claude,
            requests: [
                CountedUsage(
                    usage: TokenUsage(request: "r", input: 3, output: 5, cacheRead: 7, cacheWrite: 2),
                    added: {
                        var added = TokenTotals()
                        (added.input, added.output, added.cacheRead, added.cacheWrite) = (3, 5, 7, 2)
                        return added
                    }())
            ]),
        SessionGrew(
            session: session, provider: claude, newEvents: 2, bytes: 300, changedAt: began, readAt: began + 1000,
            commitBegan: began + 2000, commitEnded: began + 9000),
    ]

    private static let commands: [any InternalEvent] = [
        CommandDecided(
            command: "record", verdict: .applied, provider: claude, session: session, path: note, reason: "allowed",
            began: began, ended: began + 5000),
        CommandDecided(
            command: "record", verdict: .denied, provider: claude, session: session, path: note,
            reason: "outside-roots"),
        CommandsNotStored(session: session, commands: ["record"]),
        PathDecided(isAllowed: true, reason: "inside-root", path: note, root: "/home/ada/notes"),
        PathDecided(isAllowed: false, reason: "outside-roots", path: "/etc/passwd", root: nil),
    ]

    private static let recording: [any InternalEvent] = [
        RecordingAppended(session: session, path: note, blocks: 1, bytes: 2, began: began, ended: began + 5000),
        RecordingPutAside(path: note, aside: note), RecordingPaused(path: note, reason: "disk-full"),
        RecordingPaused(path: note, reason: "destination-unsafe"),
        RecordingPaused(path: note, reason: "destination-denied"),
        RecordingResumed(path: note, reason: "disk-full"), RecordingResumed(path: note, reason: "destination-unsafe"),
        RecordingResumed(path: note, reason: "destination-denied"),
        RecordingDiverted(from: note, to: "/home/ada/notes/talk-2.md", reason: .notOurs),
        RecordingFileChanged(path: note, dropped: 1, deleted: 2, reason: "identity-removed"),
        SecretFound(rule: "aws-key", fingerprint: "ab12", isReplaced: true, session: session, source: nil),
        SecretFound(rule: "aws-key", fingerprint: "ab12", isReplaced: false, session: session, source: nil),
    ]

    private static let control: [any InternalEvent] = [
        ControlAnswered(method: "daemon.status", errorCode: -32000, began: began, ended: began + 5000),
        ControlRejected(peerUID: 8, peerPID: 9, reason: "other-user"),
        ControlRequested(
            method: "daemon.stop", access: "admin", peerUID: 7, peerPID: 9, peerExecutable: "/usr/bin/kato",
            isAllowed: true, reason: "same-user"),
        ControlSocketDisplaced(path: "/run/user/7/kato/control.sock", isRenewed: true),
        ControlSocketDisplaced(path: "/run/user/7/kato/control.sock", isRenewed: false),
    ]
}
