/// How fast a first start reads what the agents left, and how much memory that takes.
struct BackfillBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace

    init(_ conditions: Conditions) {
        self.conditions = conditions
        workspace = conditions.workspace
    }

    /// Rounds of daemon, C insert, C split, so that a slow moment hits all three; the medians count.
    func run() throws -> [Measurement] {
        let history = try conditions.history()
        var daemon: [UInt64] = []
        var insert: [UInt64] = []
        var split: [UInt64] = []
        var peak = 0
        for round in 0..<(conditions.quick ? 1 : 3) {
            let (duration, bytes) = try readHistory(history, round: round)
            daemon.append(duration)
            peak = max(peak, bytes)
            let database = try workspace.directory("backfill-\(round)") + "/raw.db"
            insert.append(try time([workspace.yardstick, "insert", database, history.claude]))
            split.append(try time([workspace.yardstick, "split", history.claude]))
        }
        let size = "\(history.files) files, \(history.bytes / 1_000_000) MB, \(history.lines) lines"
        conditions.say("history: \(size), half of them longer than \(history.medianLine) bytes")
        func speed(_ durations: [UInt64]) -> Double { Double(history.bytes) / Samples(durations).percentile(50) }
        let value = speed(daemon)
        let plain = Measurement.Yardstick(name: "C SQLite", value: speed(insert))
        let limit = Measurement.Yardstick(name: "C read+memchr", value: speed(split))
        return [
            Measurement("back-fill", value, .bytesPerSecond, yardstick: limit, target: .atLeast(100e6)),
            Measurement("back-fill", value, .bytesPerSecond, yardstick: plain, target: .ratioAtLeast(0.7)),
            Measurement("back-fill, peak resident", Double(peak), .bytes, target: .atMost(80e6)),
        ]
    }

    /// The time from the start of the process until nothing is left to read, and the peak of its memory.
    private func readHistory(_ history: History, round: Int) throws -> (duration: UInt64, peakBytes: Int) {
        let home = try DaemonHome("backfill-\(round)", in: workspace, claude: history.claude)
        let daemon = try Daemon(home, in: workspace)
        let end = try daemon.waitUntilLive(sessions: history.files, seconds: 600)
        let peak = try ProcessFacts(withChildrenOf: daemon.identifier).peakBytes
        daemon.stop()
        conditions.keep(home)
        return (end - daemon.startedAt, peak)
    }

    private func time(_ arguments: [String]) throws -> UInt64 {
        let start = MonotonicClock.now()
        let code = try ChildProcess(arguments).wait()
        guard code == 0 else { throw BenchError("\(arguments.joined(separator: " ")) ended with \(code)") }
        return MonotonicClock.now() - start
    }
}
