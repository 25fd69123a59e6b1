import Glibc

/// The round trip of a request over the control socket.
struct ControlBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace

    init(_ conditions: Conditions) {
        self.conditions = conditions
        workspace = conditions.workspace
    }

    /// Wherever the scheduler puts them, and all on one processor.
    func run() throws -> [Measurement] {
        try measure("") + OneProcessor.run { try measure(", one processor") }
    }

    /// The daemon and the C server take turns, in blocks; each has one connection.
    private func measure(_ place: String) throws -> [Measurement] {
        let daemon = try Daemon.ready(try conditions.filledHome(), in: workspace)
        defer { daemon.stop() }
        _ = try daemon.waitUntilLive(sessions: 200, seconds: 120)
        let path = try workspace.directory("echo" + (place.isEmpty ? "" : "-one")) + "/socket"
        let server = try ChildProcess([workspace.yardstick, "echo", path])
        defer { server.end() }
        let plain = try MonotonicClock.wait(for: "the C server", seconds: 10) { try? ControlConnection(path: path) }
        let connection = try daemon.connect()
        var pings: [UInt64] = []
        var statuses: [UInt64] = []
        var echoes: [UInt64] = []
        for _ in 0..<(conditions.quick ? 2 : 10) {
            pings += try exchange(connection, "daemon.ping", times: 500)
            echoes += try exchange(plain, "daemon.ping", times: 500)
            statuses += try exchange(connection, "daemon.status", times: 50)
        }
        func echo(_ percent: Int) -> Measurement.Yardstick {
            Measurement.Yardstick(name: "C echo", value: Samples(echoes).percentile(percent))
        }
        let ping = Measurement.Yardstick(name: "daemon.ping", value: Samples(pings).percentile(50))
        return [
            Measurement(
                "daemon.ping p50\(place)", Samples(pings).percentile(50), .seconds, yardstick: echo(50),
                target: .ratioAtMost(3)),
            Measurement(
                "daemon.ping p99\(place)", Samples(pings).percentile(99), .seconds, yardstick: echo(99),
                target: .ratioAtMost(4)),
            Measurement(
                "daemon.status p50\(place)", Samples(statuses).percentile(50), .seconds, yardstick: ping,
                target: .ratioAtMost(10)),
        ]
    }

    private func exchange(_ connection: ControlConnection, _ method: String, times: Int) throws -> [UInt64] {
        let request = ControlConnection.request(method)
        return try (0..<times).map { _ in
            let start = MonotonicClock.now()
            _ = try connection.exchange(request)
            return MonotonicClock.now() - start
        }
    }
}
