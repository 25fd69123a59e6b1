import HTTPClient
import KatoTestSupport
import OpenFeature
import OpenFeatureRemote
import StrictJSON
import Synchronization
import Testing

/// The provider and a service on a real socket.
@Suite struct RemoteServiceTests {
    private static let on = #"{"key": "f", "value": true, "reason": "TARGETING_MATCH", "variant": "on"}"#
    private static let off = #"{"key": "f", "value": false, "reason": "STATIC", "variant": "off"}"#
    private static let ada = EvaluationContext(targetingKey: "ada", attributes: ["provider": .string("codex")])

    /// A client whose flags come from the service, then from memory, and what it was told.
    private struct Setup {
        let client: Client
        let provider: RemoteFlagProvider
        let clock = SimulatedClock()
        let told = Told()

        init(_ url: String, patience: Duration = .seconds(600), token: String? = nil) async throws {
            let endpoint = try #require(HTTPEndpoint(url, appending: OFREPExchange.path))
            var settings = RemoteFlagSettings()
            settings.patience = patience
            settings.token = { () throws(FlagError) in token }
            provider = RemoteFlagProvider(
                HTTPClient(endpoint), settings, clock: clock, unixTime: { 1_774_915_200 }, random: { 1 })
            let memory = InMemoryProvider(flags: [
                "f": InMemoryFlag(variants: ["file": .boolean(false)], defaultVariant: "file")
            ])
            let api = OpenFeatureAPI.isolated()
            client = api.client()
            for event in ProviderEvent.allCases {
                client.addHandler(event) { [told] details in
                    guard details.metadata[FlagFallbackProvider.providerKey] != nil else { return }
                    told.lines.withLock { $0.append(event.rawValue) }
                }
            }
            try await api.setProviderAndWait(FlagFallbackProvider(provider, then: memory))
        }

        /// The flag, then what a question to the service makes of it.
        func ask(after pause: Duration = .zero) async -> EvaluationDetails<Bool> {
            clock.advance(by: pause)
            await provider.refresh(RemoteServiceTests.ada)
            return flag
        }

        var flag: EvaluationDetails<Bool> { client.details("f", default: false, context: RemoteServiceTests.ada) }
    }

    private final class Told: Sendable {
        let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
    }

    @Test func `a flag comes from the service, and the second question only asks whether it changed`() async throws {
        let service = try FlagServiceDouble(.flags(Self.on, tag: "\"1\""))
        let setup = try await Setup(service.receiver.url + "/tenant", token: "word")
        #expect(
            setup.flag.reason == .static
                && setup.flag.flagMetadata[FlagFallbackProvider.codeKey] == "PROVIDER_NOT_READY")
        let first = await setup.ask()
        #expect(first.value && first.reason == .cached && first.variant == "on" && first.errorCode == nil)
        #expect(first.flagMetadata["reason"] == "TARGETING_MATCH")
        let request = try #require(service.receiver.requests.first)
        #expect(request.method == "POST" && request.path == "/tenant/ofrep/v1/evaluate/flags")
        #expect(request.headers["authorization"] == "Bearer word" && request.headers["if-none-match"] == nil)
        #expect(service.contexts == [["provider": "codex", "targetingKey": "ada"]])

        #expect(await setup.ask().value && service.receiver.requests.count == 1)
        #expect(await setup.ask(after: .seconds(60)).reason == .cached)
        #expect(
            service.receiver.requests.count == 2 && service.receiver.requests[1].headers["if-none-match"] == "\"1\"")
        #expect(setup.told.all == ["PROVIDER_READY"])

        service.becomes(.flags(Self.off, tag: "\"2\""))
        #expect(!(await setup.ask(after: .seconds(60)).value))
        #expect(setup.told.all == ["PROVIDER_READY", "PROVIDER_CONFIGURATION_CHANGED"])
    }

    @Test(arguments: [
        ("401", HTTPReceiver.Answer(status: 401), 60), ("403", HTTPReceiver.Answer(status: 403), 60),
        ("404", HTTPReceiver.Answer(status: 404), 60), ("500", HTTPReceiver.Answer(status: 500), 1),
        ("429", HTTPReceiver.Answer(status: 429, headers: ["Retry-After": "17"]), 17),
        ("no JSON", HTTPReceiver.Answer(body: "<html>"), 1),
        ("no flags", HTTPReceiver.Answer(body: "{\"flags\": 1}"), 1),
        ("never told", HTTPReceiver.Answer(status: 304), 1),
        ("elsewhere", HTTPReceiver.Answer(status: 302, headers: ["Location": "http://127.0.0.1:1/"]), 1),
    ])
    func `a service that answers otherwise is left alone for a while, and flags hold as they were`(
        name: String, answer: HTTPReceiver.Answer, pause: Int
    ) async throws {
        let service = try FlagServiceDouble(.answer(answer))
        let setup = try await Setup(service.receiver.url)
        let fallback = await setup.ask()
        #expect(!fallback.value && fallback.reason == .static && fallback.variant == "file", "\(name)")
        #expect(fallback.flagMetadata[FlagFallbackProvider.codeKey] != nil && setup.provider.problem != nil)
        #expect(setup.told.all == ["PROVIDER_ERROR"])
        _ = await setup.ask(after: .seconds(pause) - .milliseconds(1))
        #expect(service.receiver.requests.count == 1, "too early")
        service.becomes(.flags(Self.on, tag: "t"))
        #expect(await setup.ask(after: .milliseconds(1)).value)
        #expect(setup.told.all == ["PROVIDER_ERROR", "PROVIDER_READY"] && setup.provider.problem == nil)

        service.becomes(.answer(answer))
        let stale = await setup.ask(after: .seconds(60))
        // A service that knows the tag may well say that nothing has changed.
        if name == "never told" { return #expect(stale.value && stale.reason == .cached) }
        #expect(stale.value && stale.reason == .stale && stale.errorCode == nil)
        #expect(setup.told.all == ["PROVIDER_ERROR", "PROVIDER_READY", "PROVIDER_STALE"])
    }

    @Test func `a service that never answers keeps nobody waiting`() async throws {
        let service = try FlagServiceDouble(.hangs)
        let setup = try await Setup(service.receiver.url, patience: .milliseconds(200))
        let question = Task { await setup.ask() }
        while service.receiver.requests.isEmpty, setup.provider.problem == nil { await Task.yield() }
        // The service has the question and says nothing; flags are there all the same.
        for _ in 0..<100 { #expect(setup.flag.variant == "file") }
        #expect(await question.value.variant == "file")
        #expect(setup.told.all == ["PROVIDER_ERROR"])
    }

    @Test func `a service that is down at the start and comes later is found`() async throws {
        let down = try FlagServiceDouble(.hangs)
        down.receiver.stop()
        let setup = try await Setup(down.receiver.url)
        let before = await setup.ask()
        #expect(before.variant == "file" && before.flagMetadata[FlagFallbackProvider.codeKey] == "GENERAL")
        #expect(setup.provider.problem?.message?.contains("refused") == true)
        let service = try FlagServiceDouble(.flags(Self.on, tag: "t"), port: down.receiver.port)
        #expect(await setup.ask(after: .seconds(1)).value)
        service.receiver.stop()
        #expect(await setup.ask(after: .seconds(60)).reason == .stale)
        #expect(setup.told.all == ["PROVIDER_ERROR", "PROVIDER_READY", "PROVIDER_STALE"])
    }

    @Test func `an answer without an end is given up`() async throws {
        let service = try FlagServiceDouble(.answer(HTTPReceiver.Answer(body: String(repeating: " ", count: 2 << 20))))
        let setup = try await Setup(service.receiver.url)
        #expect(await setup.ask().variant == "file")
        #expect(setup.provider.problem?.message?.contains("longer") == true, "\(setup.provider.problem?.message ?? "none")")
    }

    @Test func `whoever runs it asks for what is kept, for what is new, and again after each poll`() async throws {
        let service = try FlagServiceDouble(.flags(Self.on, tag: "t"))
        let setup = try await Setup(service.receiver.url)
        setup.provider.keep([EvaluationContext(targetingKey: "kept")])
        _ = setup.flag
        let running = Task { await setup.provider.run() }
        while service.receiver.requests.count < 6 { await Task.yield() }
        running.cancel()
        await running.value
        let keys = service.contexts.compactMap { $0["targetingKey"]?.stringValue }
        #expect(keys.contains("kept") && keys.contains("ada"))
        #expect(service.receiver.requests.suffix(2).allSatisfy { $0.headers["if-none-match"] == "t" })
        #expect(setup.flag.value)
    }

    @Test func `a token that cannot be had keeps the service from being asked`() async throws {
        let service = try FlagServiceDouble(.flags(Self.on, tag: "t"))
        let endpoint = try #require(HTTPEndpoint(service.receiver.url, appending: OFREPExchange.path))
        var settings = RemoteFlagSettings()
        settings.token = { () throws(FlagError) in throw FlagError(.general, "readable by all") }
        let provider = RemoteFlagProvider(HTTPClient(endpoint), settings, unixTime: { 0 })
        await provider.refresh(Self.ada)
        #expect(provider.problem?.message == "readable by all" && service.receiver.requests.isEmpty)
    }
}
