import KatoControlProtocol
import KatoModel

/// The daemon's status as a screen: who runs, what is recorded where, what happened, what is wrong.
struct StatusView: Sendable {
    let status: DaemonStatus
    let sessions: [SessionSummary]
    let recordings: [RecordingSummary]
    let now: Timestamp
    let width: Int
    /// Lines there are; `nil` for as many as it takes.
    var height: Int?
    let style: Style
    /// Shown as `~` in paths.
    let home: String

    /// How far a reading of the history is, as a bar, where somebody watches it.
    var progress: ProgressBar?

    /// Days before an agent deletes a conversation from which on that is worth a word.
    private static let soonDays = 7
    /// Columns that a title needs to say anything.
    private static let titleColumns = 12

    /// The screen, line by line; none is wider than `width`, and there are no more than `height`. What needs somebody
    /// comes first, and is left out last.
    var lines: [String] {
        let sections = [
            StatusSection(title: "Problems", items: status.problems.map { .init(lines(of: $0), isUrgent: true) }),
            StatusSection(
                title: "Recording", items: recordings.map { .init(lines(of: $0), isUrgent: $0.state == .paused) }),
            StatusSection(title: "Conversations", items: sessions.map { .init([line(of: $0)]) }),
            StatusSection(
                title: "Commands", items: status.lastCommands.map { .init(lines(of: $0), isUrgent: !$0.isGood) }),
        ].filter { !$0.items.isEmpty }
        let header = header
        guard let height else { return header + sections.flatMap { $0.lines(style) } }
        let fitting = StatusSection.fit(sections, into: height - header.count)
        return Array((header + fitting.flatMap { $0.lines(style) }).prefix(max(0, height)))
    }

    private var header: [String] {
        let uptime = RelativeTime.span(from: status.startedAt, to: now)
        let first = "kato \(status.version)  running for \(uptime)  pid \(status.pid)"
        var second = "\(count(status.totalSessions, "conversation")), \(status.activeSessions) active"
        second += "  ·  \(count(status.activeRecordings, "recording"))"
        let dot = status.problems.isEmpty ? style.green("●") : style.yellow("●")
        return ["\(dot) \(style.bold(cut(first, 2)))", "  " + cut(second, 2)]
            + [reading].compactMap { $0.map { "  " + $0 } }
    }

    /// What is left of the history.
    private var reading: String? {
        guard status.ingest.state == .indexing else { return nil }
        if let progress { return progress.line(width: width - 2, style: style) }
        let left = "\(count(status.ingest.filesWaiting, "file")), \(ByteText.text(status.ingest.bytesWaiting)) to go"
        return cut("reading history: \(left)", 2)
    }

    /// What is recorded, then where it goes and since when nothing came.
    private func lines(of recording: RecordingSummary) -> [String] {
        let isPaused = recording.state == .paused
        let mark = isPaused ? style.yellow("‖") : style.red("●")
        let title = recording.title.map { DisplayText.clean($0) } ?? String(recording.session.prefix(8))
        let written = recording.lastWriteAt.map { "last write \(RelativeTime.text($0, now: now))" } ?? "not written yet"
        let path = DisplayText.cutPath(path(recording.path), to: width - 4)
        var lines = ["  \(mark) \(cut(title, 4))", "    \(path)"]
        lines.append("    " + style.dim(cut("\(count(recording.blocks, "block")) · \(written)", 4)))
        if let problem = recording.problem { lines += wrapped(problem).map { style.yellow($0) } }
        return lines
    }

    private func line(of session: SessionSummary) -> String {
        let isActive = session.state == .active
        let isRecorded = session.recordings.contains { $0.state != .stopped }
        let mark = isRecorded ? style.red("●") : isActive ? style.green("◐") : style.dim("○")
        let name = DisplayText.fit(session.provider, 9) + session.shortID + "  "
        let when = DisplayText.fit(RelativeTime.text(session.lastEventAt, now: now), 9)
        let turns = DisplayText.fit(count(session.turns, "turn"), 10)
        let left = session.daysLeft.flatMap { $0 <= Self.soonDays ? "  \(count($0, "day")) left" : nil } ?? ""
        // On a narrow terminal the title is worth more than the rest.
        let columns = [(name + when + turns, left), (name + when, left), (name, left), (name, ""), ("", "")]
        let fitting = columns.first { $0.0.count + $0.1.count + 4 + Self.titleColumns <= width } ?? ("", "")
        let room = max(1, width - 4 - fitting.0.count - fitting.1.count)
        let title = DisplayText.cut(DisplayText.clean(session.title ?? "(no message yet)"), to: room)
        return "  \(mark) \(style.dim(fitting.0))\(title)\(style.yellow(fitting.1))"
    }

    /// What went well takes a line; what did not says all of why, and what to do.
    private func lines(of command: CommandSummary) -> [String] {
        let head = "\(DisplayText.fit(RelativeTime.text(command.time, now: now), 9))\(command.session.prefix(8))  "
        let message = DisplayText.clean(command.message.replacing(home + "/", with: "~/"))
        // What a client asked for was not typed so.
        let word = DisplayText.fit((command.origin == "chat" ? "::" : "") + command.command, 11)
        let hint = command.hint.map { wrapped("→ " + $0).map { style.dim($0) } } ?? []
        if command.isGood {
            let room = width - 4 - head.count - word.count
            let told = command.path.map { file in
                "\(command.verdict)  " + DisplayText.cutPath(path(file), to: room - command.verdict.count - 2)
            }
            let line = word + (told ?? DisplayText.cutSentence(message, to: room))
            return ["  \(style.green("✓")) \(style.dim(head))\(cut(line, 4 + head.count))"] + hint
        }
        return ["  \(style.red("✗")) \(style.dim(head))\(cut(word + command.verdict, 4 + head.count))"]
            + wrapped(message).map { style.dim($0) } + hint
    }

    /// What is wrong, and what to do: both in full, because somebody has to act on them.
    private func lines(of problem: Problem) -> [String] {
        let message = wrapped(problem.message.replacing(home + "/", with: "~/"))
        let first = message.first.map { $0.dropFirst(4) } ?? ""
        let place = problem.path.map { ["    " + style.dim(DisplayText.cutPath(path($0), to: width - 4))] } ?? []
        let hint = problem.hint.map { wrapped("→ " + $0) } ?? []
        return ["  \(style.yellow("!")) \(first)"] + message.dropFirst() + place + hint.map { style.dim($0) }
    }

    private func wrapped(_ text: String) -> [String] {
        DisplayText.wrap(DisplayText.clean(text), to: max(8, width - 4)).map { "    " + $0 }
    }

    private func path(_ path: String) -> String {
        DisplayText.path(path, home: home)
    }

    private func cut(_ text: String, _ indent: Int) -> String {
        DisplayText.cut(text, to: width - indent)
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension CommandSummary {
    /// It was carried out, or there was nothing to do.
    fileprivate var isGood: Bool { verdict == "applied" || verdict == "unchanged" }
}
