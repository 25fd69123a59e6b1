import Testing

@testable import KatoControlServer

@Suite struct TokenBucketTests {
    private static let start = ContinuousClock.now

    /// How often in a row something may be done at a moment, when it was done as often as it could be before.
    private static func taken(from bucket: inout TokenBucket, at milliseconds: Int) -> Int {
        var count = 0
        while count < 100, bucket.take(now: start + .milliseconds(milliseconds)) { count += 1 }
        return count
    }

    @Test func `at once up to the burst, then at the rate`() {
        var bucket = TokenBucket(burst: 5, perSecond: 2, now: Self.start)
        let moments = [0, 400, 500, 900, 1500, 2500]
        #expect(moments.map { Self.taken(from: &bucket, at: $0) } == [5, 0, 1, 0, 2, 2])
    }

    @Test func `a long pause saves up no more than the burst`() {
        var bucket = TokenBucket(burst: 5, perSecond: 2, now: Self.start)
        #expect([0, 3_600_000].map { Self.taken(from: &bucket, at: $0) } == [5, 5])
    }

    @Test func `a clock that stands or goes back gives nothing`() {
        var bucket = TokenBucket(burst: 1, perSecond: 1000, now: Self.start)
        #expect([0, 0, -5000].map { Self.taken(from: &bucket, at: $0) } == [1, 0, 0])
    }
}
