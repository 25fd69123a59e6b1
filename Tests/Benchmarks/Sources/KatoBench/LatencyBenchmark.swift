/// From the agent's write to the text being readable in the recording: at rest, quiet, beside 100 busy conversations, and in
/// bursts. Two C loops (inotify, read, append; one of them with fdatasync) do the same in turn with the daemon, and
/// one observer watches all three.
struct LatencyBenchmark {
    private let conditions: Conditions
    private let workspace: Workspace
    private let home: DaemonHome
    /// Lines a track in the steady measurements, lines a block and blocks in the bursts.
    private let samples: Int
    /// Lines a track when there is one a second.
    private let rare: Int
    private let burst = 1000
    private let blocks: Int

    init(_ conditions: Conditions) throws {
        self.conditions = conditions
        workspace = conditions.workspace
        home = try DaemonHome("latency", in: workspace)
        samples = conditions.quick ? 60 : 300
        rare = conditions.quick ? 10 : 60
        blocks = conditions.quick ? 1 : 3
    }

    func run() throws -> [Measurement] {
        let daemon = try Daemon.ready(home, in: workspace)
        defer { daemon.stop() }
        let observer = try MarkerObserver(markers: (rare + 2 * samples + burst * blocks) * 3)
        let loops = try ["follow", "follow-durable"].map { try loop($0, observer) }
        defer { for loop in loops { loop.process.end() } }
        var tracks = [try recordedConversation(observer)] + loops.map(\.track)
        var next = 0
        return try observer.whileObserving {
            conditions.say("latency, one line a second")
            // Three tracks in turn, so that each has a second to fall asleep in.
            let slow = try steady(rare, pause: 333, &tracks, observer, &next)
            conditions.say("latency, quiet")
            let quiet = try steady(samples, &tracks, observer, &next)
            conditions.say("latency, beside 100 conversations")
            let others = try (0..<100).map { try writer(seed: 100 + UInt64($0)) }
            let busy = try BackgroundLoad.run(others) { try steady(samples, &tracks, observer, &next) }
            conditions.say("the others got \(Int(busy.linesPerSecond)) lines/s; latency, bursts")
            let bursts = try bursts(&tracks, observer, &next)
            return rows("1/s", slow) + rows("quiet", quiet) + rows("100 others", busy.result) + rows("1000/s", bursts)
        }
    }

    /// Each track in turn gets a line; `pause` milliseconds later, and when the line is visible, the next.
    private func steady(
        _ count: Int, pause: UInt64 = 20, _ tracks: inout [LatencyTrack], _ observer: MarkerObserver, _ next: inout Int
    ) throws -> [Samples] {
        for _ in 0..<count {
            for index in tracks.indices {
                try tracks[index].append(marker: next)
                next += 1
                MonotonicClock.sleep(milliseconds: pause)
                try tracks[index].settle(observer)
            }
        }
        return try tracks.indices.map { try tracks[$0].take(observer) }
    }

    /// Each track in turn gets a block of lines, one every millisecond.
    private func bursts(_ tracks: inout [LatencyTrack], _ observer: MarkerObserver, _ next: inout Int) throws
        -> [Samples]
    {
        for _ in 0..<blocks {
            for index in tracks.indices {
                let start = MonotonicClock.now()
                for line in 0..<burst {
                    MonotonicClock.sleep(until: start + UInt64(line) * 1_000_000)
                    try tracks[index].append(marker: next)
                    next += 1
                }
                try tracks[index].settle(observer)
                MonotonicClock.sleep(milliseconds: 200)
            }
        }
        return try tracks.indices.map { try tracks[$0].take(observer) }
    }

    private func rows(_ name: String, _ samples: [Samples]) -> [Measurement] {
        let (daemon, loop, durable) = (samples[0], samples[1], samples[2])
        func row(_ percent: Int, _ plain: Samples, _ yardstick: String, _ target: Target?) -> Measurement {
            Measurement(
                "latency, \(name), p\(percent)", daemon.percentile(percent), .seconds,
                yardstick: .init(name: yardstick, value: plain.percentile(percent)), target: target)
        }
        return [
            Measurement("latency, \(name), p50", daemon.percentile(50), .seconds, target: .atMost(0.050)),
            row(50, loop, "C loop", .ratioAtMost(5)),
            row(50, durable, "C +fdatasync", .ratioAtMost(2)),
            row(95, loop, "C loop", nil),
            row(99, loop, "C loop", .ratioAtMost(10)),
            row(99, durable, "C +fdatasync", nil),
        ]
    }

    /// A conversation in which the person asked for the recording, which is there.
    private func recordedConversation(_ observer: MarkerObserver) throws -> LatencyTrack {
        var writer = try writer(seed: 1)
        try writer.type("::capture")
        let recording = try MonotonicClock.wait(for: "the recording in \(home.recordings)", seconds: 30) {
            try? Directory.entries(home.recordings).first { $0.hasSuffix(".md") }
        }
        try observer.watch(home.recordings + "/" + recording)
        return LatencyTrack(writer)
    }

    private func loop(_ command: String, _ observer: MarkerObserver) throws -> (
        track: LatencyTrack, process: ChildProcess
    ) {
        let directory = try workspace.directory(command)
        let (input, output) = (directory + "/in.jsonl", directory + "/out.jsonl")
        let process = try ChildProcess([workspace.yardstick, command, input, output])
        try MonotonicClock.wait(for: command, seconds: 10) { try? observer.watch(output) }
        let writer = try AgentWriter(
            path: input, identifier: command, workingDirectory: directory, seed: 2)
        return (LatencyTrack(writer), process)
    }

    private func writer(seed: UInt64) throws -> AgentWriter {
        var generator = SeededGenerator(seed: seed)
        let identifier = generator.uuid()
        let path = try home.conversations(in: workspace) + "/" + identifier + ".jsonl"
        return try AgentWriter(
            path: path, identifier: identifier, workingDirectory: home.project, seed: generator.next())
    }
}
