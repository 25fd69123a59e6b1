import KatoControlProtocol
import KatoModel

/// The daemon's status as a screen: who runs, what is recorded where, what happened, what is wrong.
struct StatusView: Sendable {
    let status: DaemonStatus
    let sessions: [SessionSummary]
    let recordings: [RecordingSummary]
    let now: Timestamp
    let width: Int
    let style: Style
    /// Shown as `~` in paths.
    let home: String

    /// The screen, line by line; none is wider than `width`.
    var lines: [String] {
        var lines = header
        lines += section("Recording", recordings.flatMap(lines(of:)))
        lines += section("Conversations", sessions.map(line(of:)))
        lines += section("Commands", status.lastCommands.flatMap(lines(of:)))
        lines += section("Problems", status.problems.flatMap(lines(of:)))
        return lines
    }

    private var header: [String] {
        let uptime = RelativeTime.span(from: status.startedAt, to: now)
        let first = "kato \(status.version)  running for \(uptime)  pid \(status.pid)"
        var second = "\(count(status.totalSessions, "conversation")), \(status.activeSessions) active"
        second += "  ·  \(count(status.activeRecordings, "recording"))"
        if status.ingest.state == .indexing {
            second += "  ·  reading history, \(count(status.ingest.filesWaiting, "file")) to go"
        }
        let dot = status.problems.isEmpty ? style.green("●") : style.yellow("●")
        return ["\(dot) \(style.bold(cut(first, 2)))", "  " + cut(second, 2)]
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", style.bold(title)] + lines
    }

    private func lines(of recording: RecordingSummary) -> [String] {
        let isPaused = recording.state == .paused
        let mark = isPaused ? style.yellow("‖") : style.red("●")
        let written = RelativeTime.text(recording.lastWriteAt, now: now)
        let detail = "\(count(recording.blocks, "block")), last write \(written)"
        return ["  \(mark) \(cut(path(recording.path), 4))", "    " + style.dim(cut(detail, 4))]
    }

    private func line(of session: SessionSummary) -> String {
        let mark = session.state == .active ? style.green("●") : style.dim("○")
        let when = RelativeTime.text(session.lastEventAt, now: now)
        let fixed = "\(DisplayText.fit(session.provider, 7)) \(session.shortID)  \(DisplayText.fit(when, 8)) "
        let turns = DisplayText.fit(count(session.turns, "turn"), 10)
        let used = 4 + DisplayText.width(fixed) + DisplayText.width(turns)
        let title = DisplayText.cut(DisplayText.clean(session.title ?? "(no message yet)"), to: max(8, width - used))
        return "  \(mark) \(style.dim(fixed + turns))\(title)"
    }

    /// What went well takes a line; what did not says all of why.
    private func lines(of command: CommandSummary) -> [String] {
        let isGood = command.verdict == "applied" || command.verdict == "unchanged"
        let when = DisplayText.fit(RelativeTime.text(command.time, now: now), 8)
        let message = DisplayText.clean(command.message.replacing(home + "/", with: "~/"))
        guard !isGood else { return ["  \(style.green("✓")) \(cut("\(when) ::\(command.command)  \(message)", 4))"] }
        let head = "\(when) ::\(command.command)  \(command.verdict)"
        return ["  \(style.red("✗")) \(cut(head, 4))"]
            + DisplayText.wrap(message, to: width - 4).map { "    " + style.dim($0) }
    }

    private func lines(of problem: Problem) -> [String] {
        var lines = ["  \(style.yellow("!")) \(cut(DisplayText.clean(problem.message), 4))"]
        if let hint = problem.hint { lines.append("    " + style.dim(cut(DisplayText.clean(hint), 4))) }
        return lines
    }

    private func path(_ path: String) -> String {
        let shown = DisplayText.clean(path)
        return shown.hasPrefix(home + "/") ? "~" + shown.dropFirst(home.count) : shown
    }

    private func cut(_ text: String, _ indent: Int) -> String {
        DisplayText.cut(text, to: width - indent)
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
