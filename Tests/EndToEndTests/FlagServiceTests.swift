import Foundation
import KatoTestSupport
import StrictJSON
import Synchronization
import Testing

extension EndToEnd {
    /// The daemon and a flag service on loopback.
    @Suite struct FlagServiceTests {
        private static func config(_ home: KatoHome, _ url: String, _ more: String = "") throws {
            try home.write(
                config: "schemaVersion: 2\nflagService: {enabled: true, endpoint: \"\(url)\", pollSeconds: 5\(more)}\n")
        }

        private static func answer(_ value: Bool) -> HTTPReceiver.Answer {
            HTTPReceiver.Answer(
                body: #"{"flags": [{"key": "render.frontMatter", "value": \#(value), "variant": "central"}]}"#)
        }

        private static func entry(_ home: KatoHome, _ about: [String] = []) async throws -> JSONValue? {
            try await Shell.run(Programs.kato, ["flags", "--json"] + about, environment: home.environment).json()[
                "flags"]?.arrayValue?.first {
                    $0["flag"]?.stringValue == "render.frontMatter"
                }
        }

        /// The only recording, front matter and all.
        private static func recorded(_ home: KatoHome) -> String {
            home.recordingNames().first.flatMap { try? home.folder.text(of: "kato/recordings/claude/" + $0) } ?? ""
        }

        @Test func `what the service says is what is recorded, from inside the sandbox, with the token of the file`()
            async throws
        {
            let receiver = try HTTPReceiver { _ in Self.answer(false) }
            let home = try KatoHome()
            let token = try home.folder.write("a-token\n", to: "token")
            try #require(chmod(token, 0o600) == 0)
            try Self.config(home, receiver.url, ", tokenFile: \"\(token)\"")
            try await home.start()
            try await eventually("the agents' flags are there") { receiver.requests.count >= 3 }
            let chat = home.conversation()
            try chat.user("hello")
            for about in [[], ["--command", "record"]] {
                try await eventually("the answers have arrived, too") {
                    try await Self.entry(home, [chat.id] + about)?["reason"] == "CACHED"
                }
            }
            try chat.user("::capture\nhello words")
            try await eventually("it is recorded") { Self.recorded(home).contains("hello words") }
            #expect(!Self.recorded(home).hasPrefix("---"))
            let entry = try #require(try await Self.entry(home))
            #expect(
                entry["value"] == "false" && entry["reason"] == "CACHED" && entry["source"] == "flag service: central")
            #expect(receiver.requests.allSatisfy { $0.headers["authorization"] == "Bearer a-token" })
            let sent = receiver.requests.map { String(decoding: $0.body, as: UTF8.self) }.joined()
            #expect(!sent.contains("hello") && !sent.contains(home.project) && !sent.contains(chat.id))
            let status = try await home.status()
            #expect(status["problems"]?.arrayValue?.isEmpty == true, "\(status.text())")
            let sandbox = try #require(status["sandbox"])
            #expect(sandbox["landlock"]?.intValue ?? 0 == 0 || sandbox["state"] == "enforced", "\(sandbox.text())")
            #expect(try home.folder.text(of: "kato/state/logs/operational.jsonl").contains("flags.service"))
        }

        @Test(arguments: ["down", "hanging", "refusing", "token"])
        func `a service that is no use holds nothing up, and is told of`(kind: String) async throws {
            let receiver = try HTTPReceiver { _ in HTTPReceiver.Answer(status: 401, hangs: kind == "hanging") }
            if kind == "down" { receiver.stop() }
            let home = try KatoHome()
            let token = try home.folder.write("a-token\n", to: "token")
            try #require(chmod(token, kind == "token" ? 0o644 : 0o600) == 0)
            try Self.config(home, receiver.url, ", tokenFile: \"\(token)\"")
            try await home.start()
            try home.conversation().user("::capture\nhello")
            try await eventually("it is recorded") { Self.recorded(home).contains("hello") }
            #expect(Self.recorded(home).hasPrefix("---"))
            try await eventually("status names it") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { $0["code"] == "flag-service" }
            }
            let entry = try #require(try await Self.entry(home))
            #expect(entry["value"] == "true" && entry["reason"] == "STATIC" && entry["errorCode"] == "GENERAL")
            if kind == "token" { #expect(receiver.requests.isEmpty) }
            #expect(try await home.kato("stop").status == 0)
        }

        @Test func `a service that comes back decides again, and one shot asks it too`() async throws {
            let down = try HTTPReceiver()
            down.stop()
            let home = try KatoHome()
            try Self.config(home, down.url)
            try await home.start()
            try await eventually("status names it") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { $0["code"] == "flag-service" }
            }
            let receiver = try HTTPReceiver(port: down.port) { _ in Self.answer(false) }
            try await eventually("it decides") { try await Self.entry(home)?["reason"] == "CACHED" }
            receiver.stop()
            try await eventually("its words hold while it is away") { try await Self.entry(home)?["reason"] == "STALE" }
            #expect(try await home.kato("stop").status == 0)
            let again = try HTTPReceiver(port: down.port) { _ in Self.answer(false) }
            #expect(try await Self.entry(home)?["reason"] == "CACHED" && again.requests.count >= 1)
        }

        @Test func `a service that is not enabled is not asked`() async throws {
            let receiver = try HTTPReceiver { _ in Self.answer(false) }
            let home = try KatoHome(extra: ["KATO_FLAG_SERVICE_TOKEN": "t"])
            try home.write(config: "schemaVersion: 2\nflagService: {endpoint: \"\(receiver.url)\"}\n")
            try await home.start()
            try home.conversation().user("::capture\nhello")
            try await eventually("it is recorded") { Self.recorded(home).contains("hello") }
            #expect(try await Self.entry(home)?["source"] == "render.frontMatter")
            #expect(receiver.requests.isEmpty)
        }

        @Test func `service and collector are spoken to over TLS from inside the sandbox`() async throws {
            let service: TLSReceiver
            do {
                service = try TLSReceiver(
                    answer: #"{"flags": [{"key": "render.frontMatter", "value": false, "variant": "central"}]}"#)
            } catch let error as TLSReceiver.Missing {
                try Test.cancel("\(error)")
            }
            let home = try KatoHome(extra: [
                "KATO_FLAG_SERVICE_TOKEN": "a-token", "OTEL_EXPORTER_OTLP_CERTIFICATE": service.certificate,
                "OTEL_BLRP_SCHEDULE_DELAY": "100",
            ])
            let address = "https://localhost:\(service.port)"
            try home.write(
                config: """
                    schemaVersion: 2
                    flagService: {enabled: true, endpoint: "\(address)", certificateFile: "\(service.certificate)"}
                    telemetry: {enabled: true, endpoint: "\(address)"}

                    """)
            try await home.start()
            try await eventually("flags and logs arrive") {
                service.requests.contains("/ofrep/v1/evaluate/flags Bearer a-token")
                    && service.requests.contains("/v1/logs -")
            }
            try await eventually("it decides") { try await Self.entry(home)?["reason"] == "CACHED" }
            let status = try await home.status()
            #expect(status["problems"]?.arrayValue?.isEmpty == true, "\(status.text())")
            #expect(status["sandbox"]?["landlock"]?.intValue ?? 0 == 0 || status["sandbox"]?["state"] == "enforced")
        }

        @Test func `a token does not go over a network that others can read`() async throws {
            let home = try KatoHome(extra: ["KATO_FLAG_SERVICE_TOKEN": "a-token"])
            try Self.config(home, "http://192.0.2.1:8016")
            let answer = try await Self.entry(home)
            #expect(answer?["errorMessage"]?.stringValue?.contains("use https") == true)
        }
    }
}
