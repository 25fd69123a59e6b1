import Dispatch
import Foundation
import KatoTestSupport

/// SIGKILL at random moments while agents write and people edit.
struct KillExperiment: Experiment {
    let options: Options

    /// Kills after which new conversations begin, so that files stay as small as people's.
    private static let chapter = 100
    /// Seconds in which what is due has to stand in the file once nothing disturbs.
    private static let patience = 60.0

    func run() throws -> Report {
        var random = SeededGenerator(seed: options.seed)
        let home = try Home(options)
        var tallies: [EditorKind: Tally] = [:]
        var remarks: [String] = []
        var kills = 0
        let start = ContinuousClock.now
        while kills < options.kills {
            let count = min(Self.chapter, options.kills - kills)
            let stage = try KillStage(home, options.editors, chapter: kills / Self.chapter)
            try stage.play(kills: count, &random)
            try stage.drain(within: Self.patience, &random)
            for (kind, tally) in stage.tallies() { tallies[kind, default: Tally()] += tally }
            kills += count
            Console.say("\(kills) kills, \(seconds(since: start)) s")
        }
        var table = Table(
            "editor", "messages", "saves", "lost", "duplicated", "torn", "user lines lost", "deleted", "came back",
            "out of order")
        var isClean = true
        for kind in options.editors {
            let tally = tallies[kind] ?? Tally()
            let numbers = [
                tally.messages, tally.saves, tally.lost, tally.duplicated, tally.torn, tally.userLost,
                tally.deletions, tally.cameBack,
            ]
            let order = kind.mayReorder ? "(\(tally.unordered))" : "\(tally.unordered)"
            table.add([kind.rawValue] + numbers.map(String.init) + [order])
            isClean = isClean && tally.isClean(allowingReorder: kind.mayReorder)
        }
        remarks.append("Order is promised where nobody edits; elsewhere the number in brackets is for information.")
        return Report(
            title: "\(kills) kills in \(seconds(since: start)) s", table: table, remarks: remarks, isClean: isClean)
    }

    private func seconds(since start: ContinuousClock.Instant) -> Int64 {
        start.duration(to: .now).components.seconds
    }
}
