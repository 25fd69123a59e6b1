/// What the daemon costs while no agent works.
struct IdleBenchmark {
    private let conditions: Conditions

    init(_ conditions: Conditions) {
        self.conditions = conditions
    }

    /// A fresh process that knows 200 conversations, left alone.
    func run() throws -> [Measurement] {
        let seconds: UInt64 = conditions.quick ? 10 : 60
        let home = try conditions.filledHome()
        let daemon = try Daemon(home, in: conditions.workspace)
        defer { daemon.stop() }
        _ = try daemon.waitUntilLive(sessions: 200, seconds: 120)
        // What the start leaves to do, a checkpoint for one, is not idling yet; nor is it while threads of the pool end.
        MonotonicClock.sleep(milliseconds: 8000)
        let before = try ProcessFacts(withChildrenOf: daemon.identifier)
        MonotonicClock.sleep(milliseconds: seconds * 1000)
        let after = try ProcessFacts(withChildrenOf: daemon.identifier)
        let switches = Double(after.voluntarySwitches - before.voluntarySwitches)
        let time = Double(after.processorTime - before.processorTime) / 1e9
        return [
            Measurement(
                "idle \(seconds) s, CPU ticks", Double(after.ticks - before.ticks), .count, target: .atMost(0)),
            Measurement("idle \(seconds) s, CPU time", time, .seconds),
            Measurement("idle \(seconds) s, wake-ups", switches, .count, target: .atMost(Double(seconds))),
            Measurement("idle, resident", Double(after.residentBytes), .bytes, target: .atMost(40e6)),
            Measurement("idle, resident anonymous", Double(after.anonymousBytes), .bytes),
            Measurement("idle, open files", Double(after.openFiles), .count),
            Measurement("idle, threads", Double(after.threads), .count, target: .atMost(8)),
        ]
    }
}
