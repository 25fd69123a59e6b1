import HTTPClient
import KatoTestSupport
import OTLP
import StrictJSON
import Synchronization
import Testing

@Suite struct OTLPExporterTests {
    /// A clock whose sleeps end at once and are written down; it stops the exporter after some.
    private final class NotingClock: Clock, Sendable {
        struct Instant: InstantProtocol {
            var offset: Duration
            func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
            func duration(to other: Instant) -> Duration { other.offset - offset }
            static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        }
        let now = Instant(offset: .zero)
        let minimumResolution = Duration.zero
        let sleeps = Mutex<[Duration]>([])
        let limit: Int
        init(limit: Int) { self.limit = limit }
        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            let count = sleeps.withLock { sleeps in
                sleeps.append(deadline.offset)
                return sleeps.count
            }
            guard count >= limit else { return await Task.yield() }
            // Until it is cancelled.
            for await _ in AsyncStream<Void>.makeStream().stream {}
            throw CancellationError()
        }
    }

    /// Answers as it is told, one answer after the other; the last one again and again.
    private final class Receiver: OTLPTransport, Sendable {
        let sizes = Mutex<[Int]>([])
        private let answers: [OTLPResponse?]
        init(_ answers: [OTLPResponse?]) { self.answers = answers }
        struct Down: Error {}
        func post(_ signal: OTLPSignal, _ body: OTLPMessage, patience: Duration?) async throws -> OTLPResponse {
            let index = sizes.withLock { sizes in
                sizes.append(
                    body.json["resourceLogs"]?.arrayValue?.first?["scopeLogs"]?.arrayValue?.first?["logRecords"]?
                        .arrayValue?.count ?? 0)
                return sizes.count - 1
            }
            guard let answer = answers[min(index, answers.count - 1)] else { throw Down() }
            return answer
        }
    }

    private static func run(_ answers: [OTLPResponse?], items: Int, sleeps: Int) async -> (
        tally: OTLPExporter<Int>.Tally, sizes: [Int], sleeps: [Duration], dropped: Int
    ) {
        let queue = OTLPQueue<Int>(limit: 1000)
        for item in 0..<items { queue.add(item) }
        let (clock, receiver) = (NotingClock(limit: sleeps), Receiver(answers))
        let source = OTLPSource(resource: [:], scope: "s", version: "1", schemaURL: "")
        let exporter = OTLPExporter(
            .logs, queue, transport: receiver, retry: OTLPRetry(random: { 1 }), interval: .seconds(77), clock: clock
        ) { items in
            source.request(
                logs: items.map { OTLPLog(time: 1, severity: 9, severityText: "", eventName: "\($0)", attributes: [:]) }
            )
        }
        let task = Task { await exporter.run() }
        while clock.sleeps.withLock({ $0.count }) < sleeps { await Task.yield() }
        task.cancel()
        await task.value
        return (
            exporter.tally, receiver.sizes.withLock { $0 }, Array(clock.sleeps.withLock { $0 }.prefix(sleeps)),
            queue.dropped
        )
    }

    @Test func `what waits is sent in batches, oldest first`() async {
        let result = await Self.run([OTLPResponse(status: 200)], items: 600, sleeps: 1)
        #expect(result.tally.sent == 600 && result.tally.problem == nil)
        #expect(result.sizes == [512, 88] && result.sleeps == [.seconds(77)])
    }

    @Test func `what finds no room is dropped and counted`() async {
        let result = await Self.run([OTLPResponse(status: 200)], items: 1234, sleeps: 1)
        #expect(result.dropped == 234 && result.tally.sent == 1000)
    }

    @Test func `a receiver that is down is tried again, after twice as long each time`() async {
        let result = await Self.run(
            [nil, OTLPResponse(status: 503), nil, OTLPResponse(status: 200)], items: 1, sleeps: 4)
        #expect(result.sleeps == [.seconds(1), .seconds(2), .seconds(4), .seconds(77)])
        #expect(result.sizes == [1, 1, 1, 1] && result.tally.sent == 1 && result.tally.problem == nil)
    }

    @Test func `what the receiver asks to wait is waited`() async {
        let result = await Self.run(
            [OTLPResponse(status: 429, retryAfter: 20), OTLPResponse(status: 200)], items: 1, sleeps: 2)
        #expect(result.sleeps.first == .seconds(20) && result.tally.sent == 1)
    }

    @Test(arguments: [400, 401, 413, 500])
    func `a refusal is not sent again`(status: Int) async {
        let result = await Self.run([OTLPResponse(status: status)], items: 3, sleeps: 1)
        #expect(result.sizes == [3] && result.tally.lost == 3 && result.tally.problem == "HTTP \(status)")
    }

    @Test func `after some tries a batch is given up, and counted`() async {
        let result = await Self.run([nil], items: 2, sleeps: 6)
        #expect(result.sizes.count == 6 && result.tally.lost == 2 && result.tally.problem == "no answer")
    }

    @Test(arguments: [OTLPHTTPTransport.Encoding.protobuf, .json])
    func `a request goes over HTTP with its headers, and answers come back`(encoding: OTLPHTTPTransport.Encoding)
        async throws
    {
        let receiver = try HTTPReceiver { _ in HTTPReceiver.Answer(status: 429, headers: ["Retry-After": "7"]) }
        let endpoint = try #require(HTTPEndpoint(receiver.url, appending: "v1/traces"))
        let transport = OTLPHTTPTransport(
            endpoints: [.traces: endpoint], headers: [("api-key", "k")], encoding: encoding, milliseconds: 10_000)
        let message = OTLPEncodingTests.requests[1].message
        #expect(try await transport.post(.traces, message, patience: nil) == OTLPResponse(status: 429, retryAfter: 7))
        let request = try #require(receiver.requests.first)
        #expect(request.method == "POST" && request.path == "/v1/traces" && request.headers["api-key"] == "k")
        #expect(request.headers["content-type"] == (encoding == .json ? "application/json" : "application/x-protobuf"))
        #expect(request.body == (encoding == .json ? message.json.encoded() : message.protobuf))
        receiver.stop()
        await #expect(throws: (any Error).self) { try await transport.post(.traces, message, patience: nil) }
    }

    @Test func `a receiver that says nothing is left after a while`() async throws {
        let receiver = try HTTPReceiver { _ in HTTPReceiver.Answer(hangs: true) }
        let endpoint = try #require(HTTPEndpoint(receiver.url, appending: "v1/logs"))
        let transport = OTLPHTTPTransport(endpoints: [.logs: endpoint], encoding: .json, milliseconds: 60_000)
        await #expect(throws: (any Error).self) {
            try await transport.post(.logs, OTLPEncodingTests.requests[0].message, patience: .milliseconds(100))
        }
        #expect(receiver.requests.count == 1)
    }
}
