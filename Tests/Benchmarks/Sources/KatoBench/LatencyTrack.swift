/// One way from an append to a line in another file: the daemon's, or that of a C loop.
struct LatencyTrack {
    private var writer: AgentWriter
    private var pending: [(marker: Int, writtenAt: UInt64)] = []

    init(_ writer: AgentWriter) {
        self.writer = writer
    }

    mutating func append(marker: Int) throws {
        pending.append((marker, try writer.append(marker: MarkerObserver.marker(marker))))
    }

    /// Waits until the last line appended is visible.
    func settle(_ observer: MarkerObserver) throws {
        guard let last = pending.last else { return }
        try MonotonicClock.wait(for: "a line to become visible", seconds: 30, every: 1) {
            observer.seen(last.marker).map { _ in () }
        }
    }

    /// How long each line took; starts anew.
    ///
    /// - Throws: ``BenchError`` when a line never came.
    mutating func take(_ observer: MarkerObserver) throws -> Samples {
        defer { pending = [] }
        let durations = pending.compactMap { entry in observer.seen(entry.marker).map { $0 - entry.writtenAt } }
        guard durations.count == pending.count else {
            throw BenchError("\(pending.count - durations.count) of \(pending.count) lines never became visible")
        }
        return Samples(durations)
    }
}
