import Synchronization

/// Other agents at work: appends to many conversations that nobody records, on a thread of its own.
final class BackgroundLoad: Sendable {
    private let stopped = Atomic<Bool>(false)
    private let written = Atomic<Int>(0)
    private let failed = Atomic<Bool>(false)

    /// Runs `body` while 10 of `files` conversations in turn get a line of 2 KB each, every 10 ms.
    ///
    /// - Returns: what `body` returned, and how many lines a second were appended meanwhile.
    static func run<Result>(
        _ writers: [AgentWriter], during body: () throws -> Result
    ) throws -> (result: Result, linesPerSecond: Double) {
        let load = BackgroundLoad()
        let start = MonotonicClock.now()
        let thread = try WorkerThread { load.append(writers) }
        let result: Result
        do {
            defer {
                load.stopped.store(true, ordering: .relaxed)
                thread.join()
            }
            result = try body()
        }
        guard !load.failed.load(ordering: .relaxed) else {
            throw BenchError("the other conversations cannot be written")
        }
        let seconds = Double(MonotonicClock.now() - start) / 1e9
        return (result, Double(load.written.load(ordering: .relaxed)) / seconds)
    }

    private init() {}

    private func append(_ writers: [AgentWriter]) {
        var writers = writers
        var deadline = MonotonicClock.now()
        var next = 0
        while !stopped.load(ordering: .relaxed) {
            for _ in 0..<10 {
                do {
                    try writers[next % writers.count].append(marker: [])
                } catch {
                    failed.store(true, ordering: .relaxed)
                    return
                }
                next += 1
            }
            written.add(10, ordering: .relaxed)
            deadline += 10_000_000
            MonotonicClock.sleep(until: deadline)
        }
    }
}
