/// What a user waits for a short command.
struct StartupBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace

    init(_ conditions: Conditions) {
        self.conditions = conditions
        workspace = conditions.workspace
    }

    /// The three programs take turns.
    func run() throws -> [Measurement] {
        let home = try conditions.filledHome()
        let daemon = try Daemon.ready(home, in: workspace)
        defer { daemon.stop() }
        _ = try daemon.waitUntilLive(sessions: 200, seconds: 120)
        var hello: [UInt64] = []
        var version: [UInt64] = []
        var status: [UInt64] = []
        for _ in 0..<(conditions.quick ? 50 : 200) {
            hello.append(try time([workspace.hello], home))
            version.append(try time([workspace.kato, "--version"], home))
            status.append(try time([workspace.kato, "status"], home))
        }
        return rows("kato --version", version, hello, limit: 0.010, ratio: 5)
            + rows("kato status", status, hello, limit: 0.020, ratio: 12)
    }

    private func rows(
        _ name: String, _ values: [UInt64], _ hello: [UInt64], limit: Double, ratio: Double
    ) -> [Measurement] {
        let samples = Samples(values)
        let plain = Samples(hello)
        func yardstick(_ percent: Int) -> Measurement.Yardstick {
            Measurement.Yardstick(name: "C hello", value: plain.percentile(percent))
        }
        return [
            Measurement(
                name + " p50", samples.percentile(50), .seconds, yardstick: yardstick(50), target: .atMost(limit)),
            Measurement(
                name + " p50", samples.percentile(50), .seconds, yardstick: yardstick(50), target: .ratioAtMost(ratio)),
            Measurement(name + " p95", samples.percentile(95), .seconds, yardstick: yardstick(95)),
        ]
    }

    private func time(_ arguments: [String], _ home: DaemonHome) throws -> UInt64 {
        let start = MonotonicClock.now()
        let code = try ChildProcess(arguments, environment: home.environment).wait()
        let end = MonotonicClock.now()
        guard code == 0 else { throw BenchError("\(arguments.joined(separator: " ")) ended with \(code)") }
        return end - start
    }
}
