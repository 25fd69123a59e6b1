/// What looking for secrets costs: exports of one long conversation, with it and without.
struct RedactionBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace

    init(_ conditions: Conditions) {
        self.conditions = conditions
        workspace = conditions.workspace
    }

    /// Two daemons over the same file take turns, so that a slow moment hits both.
    func run() throws -> [Measurement] {
        let megabytes = conditions.quick ? 8 : 32
        let history = try History.make(files: 1, megabytes: megabytes, in: workspace, folder: "long")
        let homes = try [nil, "off"].map { mode in try home(mode, history) }
        let daemons = try homes.map { try Daemon($0, in: workspace) }
        defer { for daemon in daemons { daemon.stop() } }
        for daemon in daemons { _ = try daemon.waitUntilLive(sessions: 1, seconds: 300) }
        var durations: [[UInt64]] = [[], []]
        for round in 0..<(conditions.quick ? 3 : 7) {
            for side in [0, 1] {
                durations[side].append(try export(history, homes[side], to: "copy-\(side)-\(round).jsonl"))
            }
        }
        let speeds = durations.map { Double(history.bytes) / Samples($0).percentile(50) }
        return [
            Measurement(
                "export with redaction", speeds[0], .bytesPerSecond,
                yardstick: Measurement.Yardstick(name: "without", value: speeds[1]), target: .ratioAtLeast(0.5))
        ]
    }

    private func home(_ mode: String?, _ history: History) throws -> DaemonHome {
        let home = try DaemonHome("redaction-" + (mode ?? "on"), in: workspace, claude: history.claude)
        if let mode {
            let file = try OpenedFile.appending(to: home.root + "/config.yaml")
            try file.write(Array("schemaVersion: 1\nredaction: \(mode)\n".utf8))
        }
        return home
    }

    private func export(_ history: History, _ home: DaemonHome, to name: String) throws -> UInt64 {
        let start = MonotonicClock.now()
        let arguments = [workspace.kato, "export", history.identifiers[0], "-o", home.project + "/" + name]
        let code = try ChildProcess(arguments, environment: home.environment).wait()
        guard code == 0 else { throw BenchError("kato export ended with \(code)") }
        return MonotonicClock.now() - start
    }
}
