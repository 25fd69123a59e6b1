import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct TelemetryTests {
        private static func config(_ home: KatoHome, _ url: String, _ more: String = "") throws {
            try home.write(
                config: "schemaVersion: 2\ntelemetry: {enabled: true, endpoint: \"\(url)\"\(more)}\n")
        }

        private static let secret = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
        private static let fast = ["OTEL_METRIC_EXPORT_INTERVAL": "200", "OTEL_BLRP_SCHEDULE_DELAY": "100"]

        @Test func `all three signals arrive from the sandboxed daemon, valid by the definitions`() async throws {
            let receiver = try HTTPReceiver()
            let home = try KatoHome(extra: Self.fast)
            try Self.config(home, receiver.url, ", conversations: content")
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nhello \(Self.secret)")
            try chat.assistant("an answer")
            try chat.user("go on")
            func bodies(_ signal: String) throws -> String {
                try receiver.requests.filter { $0.path == "/v1/" + signal }.map {
                    try OTLPSchema.read($0.body[...], as: signal).text()
                }.joined()
            }
            try await eventually("spans from file to append, and the conversation") {
                let spans = try bodies("traces")
                return [
                    "kato.batch", "kato.commit", "kato.append", "kato.command capture", "invoke_agent claude",
                    "an answer",
                    "gen_ai.usage.output_tokens",
                ]
                .allSatisfy { spans.contains($0) }
            }
            try await eventually("logs and metrics") {
                try bodies("logs").contains("kato.command.decided") && bodies("metrics").contains("kato.ingest.events")
                    && bodies("metrics").contains("kato.tokens")
            }
            let all = try bodies("traces") + bodies("logs") + bodies("metrics")
            #expect(!all.contains(Self.secret) && all.contains("hello "))
            let status = try await home.status()
            #expect(status["telemetry"]?.arrayValue?.count == 3, "\(status.text())")
            // A message that got no answer at once, on a busy machine, is sent again.
            try await eventually("status has nothing to tell") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
            let sandbox = try #require(status["sandbox"])
            #expect(sandbox["landlock"]?.intValue ?? 0 == 0 || sandbox["state"] == "enforced", "\(sandbox.text())")
        }

        @Test(arguments: ["down", "hanging"])
        func `a collector that is no use holds nothing up, and status says so`(kind: String) async throws {
            let receiver = try HTTPReceiver { _ in HTTPReceiver.Answer(hangs: true) }
            if kind == "down" { receiver.stop() }
            let home = try KatoHome(extra: Self.fast.merging(["OTEL_EXPORTER_OTLP_TIMEOUT": "300"]) { $1 })
            try Self.config(home, receiver.url)
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nhello")
            try await eventually("it is recorded") { home.recording().contains("hello") }
            try await eventually("status names it") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { $0["code"] == "telemetry-logs" }
            }
            let begun = ContinuousClock.now
            #expect(try await home.kato("stop").status == 0)
            #expect(begun.duration(to: .now) < .seconds(10))
        }

        @Test func `without telemetry the environment of an agent sends nothing`() async throws {
            let receiver = try HTTPReceiver()
            let home = try KatoHome(
                extra: Self.fast.merging(["OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url, "OTEL_LOGS_EXPORTER": "otlp"]) {
                    $1
                })
            try await home.start()
            try home.conversation().user("::capture\nhello")
            try await eventually("it is recorded") { home.recording().contains("hello") }
            #expect(try await home.kato("stop").status == 0)
            #expect(receiver.requests.isEmpty)
        }
    }
}
