import Foundation
import KatoTestSupport

/// A state that is older than the recordings, gone, or damaged.
struct RestoreExperiment: Experiment {
    let options: Options

    private enum Case: String, CaseIterable {
        case older = "older journal"
        case olderEdited = "older journal, file edited since"
        case deleted = "journal deleted, recording begun again"
        case damaged = "journal damaged, then an older one"
    }

    func run() throws -> Report {
        var random = SeededGenerator(seed: options.seed)
        var table = Table("state", "messages", "lost", "duplicated", "torn", "user lines lost")
        var isClean = true
        for state in Case.allCases {
            var sum = Tally()
            for _ in 0..<3 { sum += try play(state, &random) }
            table.add(
                [state.rawValue] + [sum.messages, sum.lost, sum.duplicated, sum.torn, sum.userLost].map(String.init))
            isClean = isClean && sum.isClean(allowingReorder: true)
        }
        return Report(title: "a state from a backup", table: table, isClean: isClean)
    }

    private func play(_ state: Case, _ random: inout SeededGenerator) throws -> Tally {
        let home = try Home(options)
        let conversation = Conversation("restored", in: home, sizes: [0, 1, 3, 40])
        var daemon = try home.readyDaemon()
        try conversation.capture()
        try say(1 + random.below(20), conversation, &random)
        guard Home.wait(30, { Tally(conversation).isComplete }) else { throw TortureError("nothing is recorded") }
        daemon.stop()
        let backup = home.root + "/backup"
        try FileManager.default.copyItem(atPath: home.state, toPath: backup)
        daemon = try home.readyDaemon()
        try say(1 + random.below(20), conversation, &random)
        guard Home.wait(30, { Tally(conversation).isComplete }) else { throw TortureError("nothing is recorded") }
        if random.below(2) == 0 { daemon.stop() } else { daemon.kill9() }

        let lines = try change(state, home, conversation, backup, &random)
        daemon = try home.readyDaemon()
        if state == .deleted { try conversation.record() }
        try say(5, conversation, &random)
        _ = try Home.wait(30) { try home.hasReadEverything() && Tally(conversation).isComplete }
        daemon.stop()
        return Tally(conversation, lines: lines)
    }

    /// Puts the home into the state and answers what the user wrote.
    private func change(
        _ state: Case, _ home: Home, _ conversation: Conversation, _ backup: String, _ random: inout SeededGenerator
    ) throws -> Set<String> {
        let files = FileManager.default
        var lines: Set<String> = []
        if state == .olderEdited, var text = EditedText(path: conversation.recording) {
            for number in 0..<5 {
                lines.insert("user restored \(number).")
                text.insert("user restored \(number).", &random)
            }
            guard SaveStep(path: conversation.recording, bytes: text.bytes).renameOver() else {
                throw TortureError("the recording cannot be saved")
            }
        }
        if state == .damaged {
            try Data(repeating: 0x5A, count: 100_000).write(to: URL(filePath: home.state + "/journal.db"))
            let daemon = try home.daemon()
            guard Home.wait(20, { daemon.ended() != nil }), daemon.ended() != 0 else {
                throw TortureError("a damaged journal does not stop the start")
            }
            guard files.fileExists(atPath: home.state + "/journal.db") else {
                throw TortureError("a damaged journal was removed")
            }
        }
        try files.removeItem(atPath: home.state)
        if state != .deleted { try files.copyItem(atPath: backup, toPath: home.state) }
        return lines
    }

    private func say(_ count: Int, _ conversation: Conversation, _ random: inout SeededGenerator) throws {
        for _ in 0..<count { try conversation.say(&random) }
    }
}
