import KatoConfiguration
import KatoModel
import KatoObservability
import KatoTelemetry
import KatoTestSupport
import OTLP
import StrictJSON
import Synchronization
import Testing

@Suite struct TelemetryTests {
    private static let session = SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a")
    private static let began: UInt64 = 1_774_915_200_000_000_000

    /// Takes everything, and knows by signal what it was.
    private final class Receiver: OTLPTransport, Sendable {
        let taken = Mutex<[OTLPSignal: [JSONValue]]>([:])
        let arrivals = AsyncStream.makeStream(of: Void.self)
        func post(_ signal: OTLPSignal, _ body: OTLPMessage, patience: Duration?) async throws -> OTLPResponse {
            do {
                let read = try OTLPSchema.read(body.protobuf[...], as: signal.rawValue)
                taken.withLock { $0[signal, default: []].append(read) }
            } catch {
                Issue.record(error)
                arrivals.continuation.finish()
            }
            arrivals.continuation.yield()
            return OTLPResponse(status: 200)
        }
        func items(_ signal: OTLPSignal) -> [JSONValue] {
            let names = [
                OTLPSignal.logs: ("Logs", "logRecords"), .traces: ("Spans", "spans"), .metrics: ("Metrics", "metrics"),
            ]
            guard let (group, items) = names[signal] else { return [] }
            return taken.withLock { $0[signal] ?? [] }.flatMap { request in
                (request["resource" + group]?.arrayValue ?? []).flatMap { $0["scope" + group]?.arrayValue ?? [] }
                    .flatMap { $0[items]?.arrayValue ?? [] }
            }
        }
    }

    private static func telemetry(_ receiver: Receiver) throws -> Telemetry {
        var config = KatoConfig.Telemetry()
        config.isEnabled = true
        let environment = ["OTEL_METRIC_EXPORT_INTERVAL": "10", "OTEL_BLRP_SCHEDULE_DELAY": "10"]
        let settings = try #require(TelemetrySettings(config, environment: environment))
        let number = Mutex<UInt64>(0)
        return Telemetry(
            settings, instance: "i", transport: receiver, sanitize: { $0.replacing("hunter2", with: "***") },
            random: {
                number.withLock {
                    $0 += 1; return $0
                }
            }, nanoseconds: { Self.began })
    }

    private static func sent(_ events: [any InternalEvent]) async throws -> Receiver {
        let receiver = Receiver()
        let telemetry = try telemetry(receiver)
        for event in events { telemetry.take(event, at: Timestamp(milliseconds: 1_774_915_200_000)) }
        let task = Task { await telemetry.run() }
        for await _ in receiver.arrivals.stream
        where !receiver.items(.traces).isEmpty && !receiver.items(.metrics).isEmpty { break }
        task.cancel()
        await task.value
        return receiver
    }

    private static let events: [any InternalEvent] = [
        SessionGrew(
            session: session, provider: ProviderID("claude"), newEvents: 2, bytes: 300, changedAt: began,
            readAt: began + 1000, commitBegan: began + 2000, commitEnded: began + 9000),
        RecordingAppended(
            session: session, path: "/hunter2.md", blocks: 1, bytes: 2, began: began + 9000, ended: began + 9500),
        RecordingPaused(path: "/hunter2.md", reason: "disk-full"),
        ControlAnswered(method: "daemon.status", errorCode: nil, began: began, ended: began + 5000),
    ]

    @Test func `one trace leads from the change of a file to the durable append`() async throws {
        let spans = try await Self.sent(Self.events).items(.traces)
        let names = spans.compactMap { $0["name"]?.stringValue }
        #expect(names == ["kato.batch", "kato.read", "kato.decode", "kato.commit", "kato.append", "daemon.status"])
        let root = try #require(spans.first)
        #expect(root["startTimeUnixNano"]?.stringValue == "\(Self.began)" && root["parentSpanId"] == nil)
        for part in spans[1...4] {
            #expect(part["traceId"] == root["traceId"] && part["parentSpanId"] == root["spanId"])
        }
        #expect(spans[5]["traceId"] != root["traceId"] && spans[5]["kind"] == 2)
        #expect(Set(spans.compactMap { $0["spanId"]?.stringValue }).count == spans.count)
    }

    @Test func `the same events are log records and metrics, and secrets are in none`() async throws {
        let receiver = try await Self.sent(Self.events)
        let logs = receiver.items(.logs)
        #expect(logs.map { $0["eventName"]?.stringValue } == ["kato.recording.paused"])
        #expect(logs.first?["severityNumber"] == 13)
        let metrics = receiver.items(.metrics)
        let names = Set(metrics.compactMap { $0["name"]?.stringValue })
        #expect(
            names.isSuperset(of: [
                "kato.events", "kato.ingest.bytes", "kato.ingest.latency", "rpc.server.call.duration",
            ]))
        let latency = metrics.first { $0["name"] == "kato.ingest.latency" }
        #expect(latency?["unit"] == "s")
        #expect(latency?["histogram"]?["dataPoints"]?.arrayValue?.first?["count"] == "1")
        for signal in OTLPSignal.allCases {
            #expect(!receiver.taken.withLock { $0[signal] ?? [] }.contains { $0.text().contains("hunter2") })
        }
    }

    @Test func `a queue that is full drops, and says so`() throws {
        var config = KatoConfig.Telemetry()
        config.isEnabled = true
        let settings = try #require(TelemetrySettings(config, environment: ["OTEL_BLRP_MAX_QUEUE_SIZE": "10"]))
        let telemetry = Telemetry(
            settings, instance: "i", transport: Receiver(), sanitize: { $0 }, nanoseconds: { Self.began })
        for _ in 0..<25 { telemetry.take(Self.events[2], at: Timestamp(milliseconds: 0)) }
        #expect(telemetry.tallies().first { $0.signal == .logs }?.dropped == 15)
    }
}
