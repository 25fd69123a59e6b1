import KatoControlProtocol
import KatoModel
import Testing

@testable import KatoCLI

@Suite struct StatusViewTests {
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    private static func before(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds - seconds * 1000)
    }

    private static let recording = RecordingSummary(
        id: "r", session: "5f3c2a1e-1", title: "The flaky test",
        path: "/home/ada/.local/share/kato/recordings/claude/2026-03-31-flaky-5f3c2a1e.md",
        format: "markdown", state: .recording, startedAt: before(600), lastWriteAt: before(4), blocks: 13)

    private static func session(_ id: String, _ title: String?, daysLeft: Int? = nil, recorded: Bool = false)
        -> SessionSummary
    {
        SessionSummary(
            id: id + "-1", shortID: id, provider: "claude", nativeID: "n", title: title, models: [],
            lastEventAt: before(90), turns: 5, events: 9, daysLeft: daysLeft, state: .idle,
            recordings: recorded ? [recording] : [])
    }

    private static func status(problems: [Problem] = [], ingest: IngestStatus.State = .live) -> DaemonStatus {
        DaemonStatus(
            version: "1.0.0", pid: 42, startedAt: before(3700), socketPath: "/s", totalSessions: 2, activeSessions: 1,
            activeRecordings: 1, problems: problems,
            lastCommands: [
                CommandSummary(
                    time: before(4), command: "capture", verdict: "applied", origin: "chat", path: recording.path,
                    message: "m",
                    session: "5f3c2a1e-1", provider: "claude"),
                CommandSummary(
                    time: before(80), command: "export", verdict: "denied", origin: "chat", path: nil,
                    message: "/etc/parcels.md is outside the folders kato may write to.",
                    hint: "Choose a path below an allowed folder.", session: "ca4f3390-1", provider: "claude"),
            ],
            ingest: IngestStatus(state: ingest, filesWaiting: 3, bytesWaiting: 5 << 20), residentBytes: 0)
    }

    private static func lines(_ status: DaemonStatus, width: Int) -> [String] {
        StatusView(
            status: status,
            sessions: [
                session("5f3c2a1e", "The flaky test", recorded: true),
                session("ca4f3390", "Explain 部署 pipelines", daysLeft: 2),
            ], recordings: [recording], now: now, width: width, style: Style(isOn: false), home: "/home/ada"
        ).lines
    }

    private static let problem = Problem(
        code: "disk-full", message: "The disk of a recording is full.", hint: "Make room; kato goes on by itself.",
        since: now, path: "/home/ada/notes/a.md")

    @Test func `it says what is recorded where, what happened, and what is soon gone`() {
        #expect(
            Self.lines(Self.status(), width: 80) == [
                "● kato 1.0.0  running for 1h 1m  pid 42",
                "  2 conversations, 1 active  ·  1 recording",
                "",
                "Recording",
                "  ● The flaky test",
                "    ~/.local/share/kato/recordings/claude/2026-03-31-flaky-5f3c2a1e.md",
                "    13 blocks · last write 4s ago",
                "",
                "Conversations",
                "  ● claude   5f3c2a1e  1m ago   5 turns   The flaky test",
                "  ○ claude   ca4f3390  1m ago   5 turns   Explain 部署 pipelines  2 days left",
                "",
                "Commands",
                "  ✓ 4s ago   5f3c2a1e  ::capture  applied  …/claude/2026-03-31-flaky-5f3c2a1e.md",
                "  ✗ 1m ago   ca4f3390  ::export   denied",
                "    /etc/parcels.md is outside the folders kato may write to.",
                "    → Choose a path below an allowed folder.",
            ])
    }

    @Test func `a problem comes first, with its place and what to do`() {
        let lines = Self.lines(Self.status(problems: [Self.problem], ingest: .indexing), width: 60)
        #expect(
            lines[2...7] == [
                "  reading history: 3 files, 5 MiB to go", "", "Problems", "  ! The disk of a recording is full.",
                "    ~/notes/a.md", "    → Make room; kato goes on by itself.",
            ])
    }

    @Test(arguments: [30, 40, 60, 80, 140])
    func `no line is wider than the terminal`(width: Int) {
        let long = Problem(
            code: "c", message: String(repeating: "many words ", count: 20), hint: String(repeating: "日本", count: 60),
            since: Self.now, path: "/home/ada/" + String(repeating: "deep/", count: 40) + "file.md")
        for line in Self.lines(Self.status(problems: [long, Self.problem], ingest: .indexing), width: width) {
            #expect(DisplayText.width(line) <= width, "\(line)")
        }
    }

    // MARK: - What does not go on the screen

    private static func command(
        _ command: String, _ verdict: String = "applied", origin: String = "chat", path: String? = nil,
        _ message: String = ""
    ) -> CommandSummary {
        CommandSummary(
            time: before(4), command: command, verdict: verdict, origin: origin, path: path, message: message,
            session: "5f3c2a1e-1", provider: "claude")
    }

    private static func crowded(height: Int?, problems: [Problem] = []) -> [String] {
        var status = status(problems: problems)
        status.lastCommands =
            (0..<4).map { command("record", path: "/home/ada/\($0).md") }
            + [command("export", "denied", "/etc/parcels.md is outside the folders kato may write to.")]
        let recordings = (0..<11).map { number in
            RecordingSummary(
                id: "\(number)", session: "s\(number)", title: "Number \(number)", path: "/home/ada/\(number).md",
                format: "markdown", state: number == 9 ? .paused : .recording, startedAt: now, blocks: 1,
                problem: number == 9 ? "The disk is full." : nil)
        }
        return StatusView(
            status: status, sessions: (0..<8).map { session("5f3c2a1\($0)", "Talk \($0)") }, recordings: recordings,
            now: now, width: 80, height: height, style: Style(isOn: false), home: "/home/ada"
        ).lines
    }

    @Test func `a screen that is full shows something of everything, and first what needs somebody`() {
        let lines = Self.crowded(height: 38, problems: [Self.problem])
        #expect(lines.count <= 38)
        for title in ["Problems", "Recording", "Conversations", "Commands"] { #expect(lines.contains(title)) }
        #expect(lines.contains("  ! The disk of a recording is full."))
        #expect(lines.contains("  ‖ Number 9"))
        #expect(lines.contains("    /etc/parcels.md is outside the folders kato may write to."))
        #expect(lines.contains("  … and 7 more"), "\(lines.joined(separator: "\n"))")
        #expect(lines.contains("  ● Number 0") && lines.contains { $0.hasSuffix("Talk 0") })
    }

    @Test(arguments: 0...60)
    func `a screen is never higher than the terminal, and its numbers are right`(height: Int) {
        let lines = Self.crowded(height: height)
        let all = Self.crowded(height: nil)
        #expect(lines.count <= height)
        if height >= all.count { #expect(lines == all) }
        // Below that there is no room for a line of each section.
        guard height >= 14 else { return }
        let counts: [(String, Int)] = [("Recording", 11), ("Conversations", 8), ("Commands", 5)]
        for (title, count) in counts {
            let section = lines.drop { $0 != title }.dropFirst().prefix { !$0.isEmpty }
            let shown = section.count { line in ["●", "‖", "○", "✓", "✗"].contains { line.hasPrefix("  \($0)") } }
            let left =
                section.compactMap { $0.firstMatch(of: /(\d+) (more|not shown)/)?.1 }.compactMap { Int($0) }.first ?? 0
            #expect(shown + left == count, "\(title) at \(height)")
        }
    }

    @Test func `a path keeps its end, and what was not typed has no colons`() {
        var status = Self.status()
        let deep = "/home/ada/" + String(repeating: "deep/", count: 12)
        status.lastCommands = [
            Self.command("stop", path: deep + "the-name.md"),
            Self.command("stop", origin: "control", path: deep + "the-name.md"),
            Self.command("record", "unchanged", "Already recording to ~/\(deep.dropFirst(10))the-name.md."),
        ]
        let lines = Self.lines(status, width: 80).suffix(3)
        #expect(
            lines == [
                "  ✓ 4s ago   5f3c2a1e  ::stop     applied  …/deep/deep/deep/deep/the-name.md",
                "  ✓ 4s ago   5f3c2a1e  stop       applied  …/deep/deep/deep/deep/the-name.md",
                "  ✓ 4s ago   5f3c2a1e  ::record   Already recording to …/deep/deep/the-name.md.",
            ], "\(lines.joined(separator: "\n"))")
    }
}
