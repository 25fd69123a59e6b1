/// How often something may be done: at once up to a burst, then at a rate.
struct TokenBucket: Sendable {
    private let capacity: Double
    private let perSecond: Double
    private var tokens: Double
    private var last: ContinuousClock.Instant

    init(burst: Int, perSecond: Int, now: ContinuousClock.Instant = .now) {
        capacity = Double(burst)
        self.perSecond = Double(perSecond)
        tokens = capacity
        last = now
    }

    /// Whether it may be done now.
    mutating func take(now: ContinuousClock.Instant = .now) -> Bool {
        let seconds = (now - last) / .seconds(1)
        tokens = min(capacity, tokens + max(0, seconds) * perSecond)
        last = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
