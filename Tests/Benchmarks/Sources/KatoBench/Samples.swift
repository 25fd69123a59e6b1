/// Durations in nanoseconds, and what they come to.
struct Samples {
    private var sorted: [UInt64]

    init(_ values: [UInt64]) {
        sorted = values.sorted()
    }

    var count: Int { sorted.count }

    /// The nearest-rank percentile, in seconds.
    func percentile(_ percent: Int) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * percent + 99) / 100
        return Double(sorted[max(rank, 1) - 1]) / 1e9
    }
}
