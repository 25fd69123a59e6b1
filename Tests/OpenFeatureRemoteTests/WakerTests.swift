import HTTPClient
import OpenFeature
import Synchronization
import Testing

@testable import OpenFeatureRemote

@Suite struct WakerTests {
    /// A clock on which nobody ever wakes.
    private struct StoppedClock: Clock {
        struct Instant: InstantProtocol {
            func advanced(by duration: Duration) -> Instant { self }
            func duration(to other: Instant) -> Duration { .zero }
            static func < (left: Instant, right: Instant) -> Bool { false }
        }
        let now = Instant()
        let minimumResolution = Duration.zero

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            for await _ in AsyncStream<Void>.makeStream().stream {}
        }
    }

    private final class Service: HTTPSender, Sendable {
        let count = Mutex(0)
        func send(_ request: HTTPRequest, within patience: Duration) async throws(HTTPError) -> HTTPAnswer {
            count.withLock { $0 += 1 }
            return HTTPAnswer(status: 200, body: Array(#"{"flags": []}"#.utf8))
        }
    }

    @Test func `a call before the wait is not lost, and counts once`() async {
        let waker = Waker()
        waker.call()
        waker.call()
        await waker.wait()
        let second = Task { await waker.wait() }
        waker.call()
        await second.value
    }

    @Test func `a wait ends with its task`() async {
        let waiting = Task { await Waker().wait() }
        waiting.cancel()
        await waiting.value
    }

    @Test func `a context that is new is asked for at once, whenever the next poll is`() async {
        let service = Service()
        let provider = RemoteFlagProvider(service, clock: StoppedClock(), unixTime: { 0 })
        let running = Task { await provider.run() }
        for number in 1...5 {
            let context = EvaluationContext(targetingKey: "\(number)")
            _ = try? provider.resolve("f", type: .boolean, context: context)
            while service.count.withLock({ $0 }) < number { await Task.yield() }
        }
        running.cancel()
        await running.value
        #expect(service.count.withLock { $0 } == 5)
    }
}
