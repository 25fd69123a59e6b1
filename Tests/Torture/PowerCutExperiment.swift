import Foundation
import KatoTestSupport

/// Records the system calls of some batches, works out what a power cut may leave of them, and recovers from each.
///
/// After the ALICE study of 2014. The agent's own log counts as written: what it loses nobody can record.
struct PowerCutExperiment: Experiment {
    let options: Options

    func run() throws -> Report {
        var random = SeededGenerator(seed: options.seed)
        let home = try Home(options)
        let conversation = Conversation("cut", in: home, sizes: [0, 1, 3, 120])
        let lines = try prepare(home, conversation, &random)
        let disk = Disk(home: home)
        let model = DiskModel(
            start: try disk.read(), calls: try record(home, conversation, existing: Set(try disk.read().keys), &random))
        let possible = model.deaths()
        let deaths = choose(possible, &random)
        var results: [DiskModel.Death.Kind: (states: Int, unclean: Int, failed: Int, tally: Tally)] = [:]
        var remarks = ["\(model.calls.count) calls recorded, \(possible.count) states possible"]
        for death in deaths {
            try disk.write(model.state(after: death))
            let tally = try recover(home, conversation, lines)
            let isClean = tally?.isClean(allowingReorder: false) ?? false
            var result = results[death.kind] ?? (0, 0, 0, Tally())
            result.states += 1
            result.tally += tally ?? Tally()
            if tally == nil { result.failed += 1 }
            if !isClean {
                result.unclean += 1
                if remarks.count < 8 {
                    remarks.append(
                        "unclean: \(death.kind.rawValue), after call \(death.count - 1) (\(model.calls[death.count - 1].summary)), "
                            + "victim \(death.victim) (\(model.calls[death.victim].summary))")
                }
            }
            results[death.kind] = result
        }
        return report(results, remarks)
    }

    /// As many as asked for, of each kind in turn: most of what is possible is of one kind.
    private func choose(_ deaths: [DiskModel.Death], _ random: inout SeededGenerator) -> [DiskModel.Death] {
        var piles = DiskModel.Death.Kind.allCases.map { kind in
            deaths.filter { $0.kind == kind }.shuffled(using: &random)
        }
        var chosen: [DiskModel.Death] = []
        while chosen.count < options.states, piles.contains(where: { !$0.isEmpty }) {
            for index in piles.indices {
                if let next = piles[index].popLast() { chosen.append(next) }
            }
        }
        return chosen
    }

    private func report(
        _ results: [DiskModel.Death.Kind: (states: Int, unclean: Int, failed: Int, tally: Tally)], _ remarks: [String]
    ) -> Report {
        var table = Table(
            "on the disk", "states", "unclean", "no start", "lost", "duplicated", "torn", "user lines lost",
            "zero bytes")
        for kind in DiskModel.Death.Kind.allCases {
            guard let (states, unclean, failed, tally) = results[kind] else { continue }
            table.add(
                [kind.rawValue]
                    + [states, unclean, failed, tally.lost, tally.duplicated, tally.torn, tally.userLost, tally.nul]
                    .map(
                        String.init))
        }
        let states = results.values.reduce(0) { $0 + $1.states }
        let unclean = results.values.reduce(0) { $0 + $1.unclean }
        return Report(
            title: "recovered from \(states) states after a power cut", table: table, remarks: remarks,
            isClean: unclean == 0)
    }

    // MARK: - Steps

    /// A recording with something of the user's in it, and no daemon.
    private func prepare(_ home: Home, _ conversation: Conversation, _ random: inout SeededGenerator) throws -> Set<
        String
    > {
        var lines: Set<String> = []
        let daemon = try home.readyDaemon()
        try conversation.capture()
        for round in 0..<2 {
            for _ in 0..<4 { try conversation.say(&random) }
            guard Home.wait(30, { Tally(conversation).isComplete }) else { throw TortureError("nothing is recorded") }
            guard round == 0, var text = EditedText(path: conversation.recording) else { continue }
            for number in 0..<3 {
                lines.insert("user cut \(number).")
                text.insert("user cut \(number).", &random)
            }
            guard SaveStep(path: conversation.recording, bytes: text.bytes).renameOver() else {
                throw TortureError("the recording cannot be saved")
            }
        }
        daemon.stop()
        return lines
    }

    /// Some more batches under strace, and an orderly end.
    private func record(
        _ home: Home, _ conversation: Conversation, existing: Set<String>, _ random: inout SeededGenerator
    ) throws -> [SystemCall] {
        let trace = home.root + "/trace"
        let traced = try home.daemon(under: SystemCallTrace.arguments + ["-o", trace])
        guard try Home.wait(60, { try home.status() != nil }) else { throw TortureError("strace does not run katod") }
        for _ in 0..<3 {
            for _ in 0..<3 { try conversation.say(&random) }
            guard Home.wait(60, { Tally(conversation).isComplete }) else { throw TortureError("nothing is recorded") }
        }
        guard try ChildProcess([home.programs + "/kato", "stop"], environment: home.environment).wait() == 0 else {
            throw TortureError("kato stop failed")
        }
        traced.wait()
        return try SystemCallTrace(file: trace, root: home.kato, existing: existing).calls
    }

    /// `nil` when the daemon does not start, or does not end when it is asked to.
    private func recover(_ home: Home, _ conversation: Conversation, _ lines: Set<String>) throws -> Tally? {
        let daemon = try home.daemon()
        guard try Home.wait(20, { try daemon.ended() != nil || home.status() != nil }), daemon.ended() == nil else {
            return nil
        }
        _ = try Home.wait(10) { try home.hasReadEverything() && Tally(conversation, lines: lines).isComplete }
        guard daemon.stop() == 0 else { return nil }
        return Tally(conversation, lines: lines)
    }
}
