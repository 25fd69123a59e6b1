import HTTPClient
import KatoConfiguration
import KatoModel
import KatoTestSupport
import OpenFeature
import StrictJSON
import Synchronization
import Testing

@testable import KatoFlags

/// Flags of a service, asked without a network.
@Suite struct FlagServiceTests {
    /// Answers with its flags, and keeps what it was told.
    private final class Service: HTTPSender, Sendable {
        let flags: String
        let bodies = Mutex<[String]>([])
        init(_ flags: String) { self.flags = flags }

        func send(_ request: HTTPRequest, within patience: Duration) async throws(HTTPError) -> HTTPAnswer {
            bodies.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
            return HTTPAnswer(status: 200, body: Array(#"{"flags": [\#(flags)]}"#.utf8))
        }
    }

    private static let session: Session = {
        var facts = SessionFacts()
        facts.firstMessageTitle = "words of mine"
        (facts.workingDirectory, facts.gitBranch) = ("/home/ada/secret-parcels", "keel")
        return Session(
            id: SessionID(rawValue: "kato-id"), key: SessionKey(provider: ProviderID("codex"), nativeID: "native-id"),
            facts: facts, startedAt: nil, lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
    }()

    private func flags(_ service: Service, _ yaml: String = "") async throws -> FeatureFlags {
        let loader = ConfigLoader(knownProviders: ["claude", "codex"], recordingsDirectory: "/r", home: "/home/ada")
        let config = try loader.parse(Array("schemaVersion: 2\n\(yaml)".utf8), file: "config.yaml").config
        return try await FeatureFlags(
            config,
            service: FlagService(
                config, service, installation: "installation-id", token: { nil }, clock: SimulatedClock(),
                sanitize: { $0.replacing("secret", with: "[gone]") }, unixTime: { 0 }))
    }

    @Test(arguments: [
        (
            "installation",
            #"{"command":"record","installation":"installation-id","provider":"codex","targetingKey":"installation-id","version":"V"}"#
        ),
        (
            "conversation",
            #"{"command":"record","installation":"installation-id","provider":"codex","session":"native-id","targetingKey":"kato-id","version":"V"}"#
        ),
        (
            "project",
            #"{"command":"record","cwd":"/home/ada/[gone]-parcels","gitBranch":"keel","installation":"installation-id","provider":"codex","session":"native-id","targetingKey":"kato-id","version":"V"}"#
        ),
    ])
    func `the service is told what the configuration allows, and never a word of the conversation`(
        context: String, told: String
    ) async throws {
        let service = Service("")
        let flags = try await flags(service, "flagService: {enabled: true, context: \(context)}\n")
        await flags.refresh(for: Self.session, command: "record")
        let expected = #"{"context":\#(told.replacing("\"V\"", with: "\"\(KatoVersion.current)\""))}"#
        #expect(service.bodies.withLock { $0 } == [expected])
    }

    @Test(arguments: [
        ("redact", "off", "redact"), ("redact", "detect", "redact"), ("off", "redact", "redact"),
        ("detect", "redact", "redact"), ("off", "detect", "detect"), ("detect", "off", "detect"),
    ])
    func `a service has more done about secrets than the configuration, never less`(
        configured: String, said: String, value: String
    ) async throws {
        let flags = try await flags(
            Service(#"{"key": "redaction.mode", "value": "\#(said)"}"#), "redaction: {mode: \(configured)}\n")
        await flags.refresh(for: Self.session)
        #expect(flags.redaction(for: Self.session).rawValue == value)
    }

    @Test func `the service decides, and without it rules, keys and defaults do as before`() async throws {
        let service = Service(
            """
            {"key": "render.thinking", "value": true, "variant": "beta"},
            {"key": "redaction.mode", "value": "never"}, {"key": "render.toolCalls", "value": "yes"},
            {"key": "exports.enabled", "errorCode": "GENERAL"}
            """)
        let flags = try await flags(
            service, "flags:\n  - {flag: exports.enabled, value: false, when: \"provider == 'codex'\"}\n")
        let before = try #require(flags.list(for: Self.session).first { $0.flag == .thinking })
        #expect(before.value == "false" && before.reason == "STATIC" && before.source == "render.thinking")
        #expect(before.error?.code == .providerNotReady)
        await flags.refresh(for: Self.session)
        let list = Dictionary(uniqueKeysWithValues: flags.list(for: Self.session).map { ($0.flag, $0) })
        #expect(list[.thinking]?.value == "true" && list[.thinking]?.reason == "CACHED")
        #expect(list[.thinking]?.source == "flag service: beta" && list[.thinking]?.error == nil)
        #expect(list[.redaction]?.value == "redact" && list[.redaction]?.error?.code == .parseError)
        #expect(list[.toolCalls]?.value == "false" && list[.toolCalls]?.error?.code == .typeMismatch)
        #expect(list[.exports]?.source == "flags[0]" && list[.exports]?.error?.code == .general)
        #expect(list[.frontMatter]?.error?.code == .flagNotFound && list[.frontMatter]?.value == "true")
        #expect(flags.isOn(.thinking, for: Self.session) && !flags.isOn(.thinking, for: nil))
    }
}
