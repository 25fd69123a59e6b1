import Foundation
import KatoTestSupport

/// Two daemons of one state started at once: exactly one may win.
struct TwinsExperiment: Experiment {
    let options: Options

    func run() throws -> Report {
        var random = SeededGenerator(seed: options.seed)
        let home = try Home(options)
        let conversation = Conversation("twins", in: home, sizes: [0, 1, 5])
        let first = try home.readyDaemon()
        try conversation.capture()
        _ = Home.wait(30) { Tally(conversation).isComplete }
        first.kill9()
        var (noWinner, twoWinners, silentLosers) = (0, 0, 0)
        for _ in 0..<options.starts {
            try conversation.say(&random)
            let twins = try [home.daemon(), home.daemon()]
            if random.below(2) == 0 { try conversation.say(&random) }
            _ = Home.wait(20) { twins.contains { $0.ended() != nil } }
            let ended = twins.compactMap { $0.ended() }
            if ended.isEmpty { twoWinners += 1 }
            if ended.count == 2 { noWinner += 1 }
            if ended.contains(0) { silentLosers += 1 }
            for twin in twins { twin.kill9() }
        }
        let last = try home.readyDaemon()
        _ = try Home.wait(30) { try home.hasReadEverything() && Tally(conversation).isComplete }
        last.stop()
        let tally = Tally(conversation)
        var table = Table(
            "starts", "no winner", "two winners", "losers that said nothing", "lost", "duplicated", "torn")
        table.add(
            [options.starts, noWinner, twoWinners, silentLosers, tally.lost, tally.duplicated, tally.torn].map(
                String.init))
        return Report(
            title: "two daemons at once", table: table,
            isClean: noWinner + twoWinners + silentLosers == 0 && tally.isClean(allowingReorder: false))
    }
}
