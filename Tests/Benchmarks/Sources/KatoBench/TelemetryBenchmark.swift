import Glibc

/// What telemetry costs capture: the same history is read without it, with it, and with a collector that is down.
///
/// `KATO_BENCH_BASELINE` names a folder with a katod of before; then what it costs to have it and not use it is
/// measured too.
struct TelemetryBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace

    /// How the daemon of one round is set up.
    private enum Side: String, CaseIterable {
        case baseline, off, on, down
    }

    init(_ conditions: Conditions) {
        self.conditions = conditions
        workspace = conditions.workspace
    }

    /// The sides take turns, and the one that begins changes, so that a slow moment hits all of them.
    func run() throws -> [Measurement] {
        let history = try conditions.history()
        let collector = try Collector()
        let baseline = getenv("KATO_BENCH_BASELINE").map { String(cString: $0) + "/katod" }
        let sides = Side.allCases.filter { $0 != .baseline || baseline != nil }
        var durations: [Side: [UInt64]] = [:]
        for round in 0..<(conditions.quick ? 3 : 7) {
            for index in sides.indices {
                let side = sides[(index + round) % sides.count]
                let home = try home(side, round, history, port: collector.port)
                let daemon = try Daemon(home, in: workspace, program: side == .baseline ? baseline : nil)
                let end = try daemon.waitUntilLive(sessions: history.files, seconds: 600)
                durations[side, default: []].append(end - daemon.startedAt)
                daemon.stop()
            }
        }
        func speed(_ side: Side) -> Double { Double(history.bytes) / Samples(durations[side] ?? [1]).percentile(50) }
        let off = Measurement.Yardstick(name: "off", value: speed(.off))
        var rows = [
            Measurement(
                "capture, telemetry on", speed(.on), .bytesPerSecond, yardstick: off, target: .ratioAtLeast(0.9)),
            Measurement(
                "capture, collector down", speed(.down), .bytesPerSecond, yardstick: off, target: .ratioAtLeast(0.9)),
        ]
        if baseline != nil {
            let before = Measurement.Yardstick(name: "without it", value: speed(.baseline))
            rows.insert(
                Measurement(
                    "capture, telemetry off", off.value, .bytesPerSecond, yardstick: before,
                    target: .ratioAtLeast(0.99)), at: 0)
        }
        return rows
    }

    private func home(_ side: Side, _ round: Int, _ history: History, port: UInt16) throws -> DaemonHome {
        let home = try DaemonHome("telemetry-\(side.rawValue)-\(round)", in: workspace, claude: history.claude)
        guard [.on, .down].contains(side) else { return home }
        // Nothing listens on the port of discard(9).
        let address = "http://127.0.0.1:\(side == .on ? port : 9)"
        let file = try OpenedFile.appending(to: home.root + "/config.yaml")
        try file.write(Array("schemaVersion: 2\ntelemetry: {enabled: true, endpoint: \"\(address)\"}\n".utf8))
        return home
    }
}
