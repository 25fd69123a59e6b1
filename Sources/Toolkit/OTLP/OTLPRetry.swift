/// How long to wait before a request is sent again: twice as long each time, and never the same for everybody.
public struct OTLPRetry: Sendable {
    /// Before the second try.
    public var first: Duration = .seconds(1)
    public var longest: Duration = .seconds(30)
    /// How often a request is sent at most.
    public var attempts = 6
    /// A number from 0 to 1.
    let random: @Sendable () -> Double

    public init(random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }) {
        self.random = random
    }

    /// The wait after `failures` tries: half of the step, and up to another half by chance. What the receiver asks for
    /// is the least, but for something absurd.
    func wait(after failures: Int, retryAfter: Int?) -> Duration {
        let step = min(first * Double(1 << min(failures - 1, 10)), longest)
        let jittered = step * (0.5 + random() / 2)
        guard let retryAfter else { return jittered }
        return max(jittered, .seconds(min(max(0, retryAfter), 3600)))
    }
}
