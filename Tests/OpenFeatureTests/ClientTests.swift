import OpenFeature
import Synchronization
import Testing

/// What the specification asks for and no official scenario shows.
@Suite struct ClientTests {
    private let api = OpenFeatureAPI.isolated()

    // MARK: - Hooks

    @Test func `hooks run from api to provider and back`() async throws {
        let diary = Diary()
        let provider = RecordingProvider(hooks: [DiaryHook("provider", diary)])
        try await api.setProviderAndWait(provider)
        api.addHooks([DiaryHook("api", diary)])
        let client = api.client()
        client.addHooks([DiaryHook("client", diary)])
        _ = client.value("f", default: true, options: EvaluationOptions(hooks: [DiaryHook("call", diary)]))
        let inward = ["api", "client", "call", "provider"]
        #expect(
            diary.lines == inward.map { "before " + $0 } + inward.reversed().map { "after " + $0 }
                + inward.reversed().map { "finally " + $0 })
    }

    @Test(arguments: [
        ("before", ["before 1", "error 2", "error 1", "finally 2", "finally 1"]),
        ("after", ["before 1", "before 2", "after 2", "after 1", "error 2", "error 1", "finally 2", "finally 1"]),
        ("finally", ["before 1", "before 2", "after 2", "after 1", "finally 2", "finally 1"]),
    ])
    func `a hook that fails ends its stage, and errors and ends of all hooks follow`(stage: String, expected: [String])
        async throws
    {
        let diary = Diary()
        try await api.setProviderAndWait(RecordingProvider())
        let client = api.client()
        client.addHooks([DiaryHook("1", diary, failsIn: stage), DiaryHook("2", diary)])
        let details = client.details("f", default: Int64(7))
        #expect(details.value == 7)
        #expect(details.errorCode == (stage == "finally" ? nil : .general))
        // A hook whose `before` did not run has no data of its own yet.
        #expect(diary.lines.map { $0.replacing("-", with: "2") } == expected)
    }

    @Test func `a hook that fails on an error keeps no other from hearing of it`() async throws {
        let diary = Diary()
        try await api.setProviderAndWait(InMemoryProvider(flags: [:]))
        let client = api.client()
        client.addHooks([DiaryHook("1", diary), DiaryHook("2", diary, failsIn: "error")])
        #expect(client.details("f", default: "x").errorCode == .flagNotFound)
        #expect(diary.lines.contains("error 1") && diary.lines.contains("finally 2"))
    }

    // MARK: - Providers

    @Test func `a domain has its own provider, and others the default one`() async throws {
        let flag = { (value: Bool) in
            InMemoryProvider(flags: ["f": InMemoryFlag(variants: ["v": .boolean(value)], defaultVariant: "v")])
        }
        try await api.setProviderAndWait(flag(false))
        try await api.setProviderAndWait(flag(true), domain: "mail")
        #expect(api.client(domain: "mail").value("f", default: false))
        #expect(!api.client(domain: "post").value("f", default: true))
        #expect(api.client(domain: "mail").metadata.domain == "mail")
        #expect(!OpenFeatureAPI.isolated().client().value("f", default: false))
    }

    @Test func `a replaced provider is shut down once nobody uses it`() async throws {
        let (first, second) = (StatusProvider(), StatusProvider())
        try await api.setProviderAndWait(first)
        try await api.setProviderAndWait(first, domain: "mail")
        try await api.setProviderAndWait(second)
        #expect(first.shutdowns.withLock { $0 } == 0)
        try await api.setProviderAndWait(second, domain: "mail")
        #expect(first.shutdowns.withLock { $0 } == 1 && second.shutdowns.withLock { $0 } == 0)
        await api.shutdown()
        #expect(second.shutdowns.withLock { $0 } == 1)
    }

    @Test func `a shut down api is as new`() async throws {
        let diary = Diary()
        try await api.setProviderAndWait(StatusProvider(failure: nil))
        api.addHooks([DiaryHook("api", diary)])
        api.context = EvaluationContext(targetingKey: "ada")
        api.addHandler(.error) { _ in diary.add("handler") }
        await api.shutdown()
        #expect(api.hooks.isEmpty && api.context == EvaluationContext())
        #expect(api.providerMetadata().name == "No-op Provider")
        #expect(api.client().details("f", default: true).reason == .default)
        try? await api.setProviderAndWait(StatusProvider(failure: FlagError(.general)))
        #expect(diary.lines.isEmpty)
    }

    @Test func `setting a provider that cannot start throws, and clients say why`() async throws {
        await #expect(throws: FlagError(.providerFatal, "no licence")) {
            try await api.setProviderAndWait(StatusProvider(failure: FlagError(.providerFatal, "no licence")))
        }
        #expect(api.client().providerStatus == .fatal)
        #expect(api.client().details("f", default: true).errorCode == .providerFatal)
    }

    // MARK: - Events

    @Test func `handlers hear of their own provider, after the status changed, and at once of what is already so`()
        async throws
    {
        let diary = Diary()
        let client = api.client(domain: "mail")
        client.addHandler(.ready) { [api] details in
            diary.add("mail \(details.providerName) \(api.client(domain: "mail").providerStatus.rawValue)")
        }
        // Nobody set a provider for mail yet, and the one that knows no flag is always ready.
        #expect(diary.lines == ["mail No-op Provider READY"])
        let memory = InMemoryProvider(flags: ["a": InMemoryFlag(variants: [:], defaultVariant: nil)])
        try await api.setProviderAndWait(memory, domain: "mail")
        try await api.setProviderAndWait(StatusProvider(), domain: "post")
        #expect(diary.lines == ["mail No-op Provider READY", "mail In-Memory Provider READY"])

        let token = api.addHandler(.configurationChanged) { diary.add("changed \($0.flagsChanged)") }
        memory.update(flags: ["b": InMemoryFlag(variants: [:], defaultVariant: nil)])
        #expect(diary.lines.last == #"changed ["a", "b"]"#)
        api.removeHandler(token)
        memory.update(flags: [:])
        #expect(diary.lines.last == #"changed ["a", "b"]"#)
    }

    @Test func `a file that becomes wrong leaves its flags and makes the provider stale`() async throws {
        let document = Mutex(#"{"f": {"variants": {"on": true}, "defaultVariant": "on"}}"#)
        let provider = FlagFileProvider { Array(document.withLock { $0 }.utf8) }
        try await api.setProviderAndWait(provider)
        let client = api.client()
        document.withLock { $0 = "{" }
        provider.reload()
        #expect(client.providerStatus == .stale && client.value("f", default: false))
        document.withLock { $0 = "{}" }
        provider.reload()
        #expect(client.providerStatus == .ready && client.details("f", default: false).errorCode == .flagNotFound)
    }

    // MARK: - Tracking and context

    @Test func `tracking reaches the provider with the merged context`() async throws {
        let provider = RecordingProvider()
        try await api.setProviderAndWait(provider)
        let client = api.client()
        client.context.targetingKey = "ada"
        client.track("parcel sent", details: TrackingDetails(value: 2))
        #expect(provider.tracked.withLock { $0 } == ["parcel sent ada 2.0"])
    }

    @Test(arguments: ["a ==", "(a", "'open", "a ? b", "a b", "#", String(repeating: "!", count: 100) + "a"])
    func `a wrong expression is refused`(text: String) {
        #expect { try FlagExpression(text) } throws: { ($0 as? FlagError)?.code == .parseError }
    }

    @Test(arguments: [
        ("<", [true, false, false]), ("<=", [true, true, false]), (">", [false, false, true]),
        (">=", [false, true, true]), ("==", [false, true, false]), ("!=", [true, false, true]),
    ])
    func `numbers and texts are compared, also where they are equal`(sign: String, expected: [Bool]) throws {
        for (values, limit): ([FlagValue], String) in [
            ([.integer(1), .float(2), .integer(3)], "2"), ([.string("a"), .string("b"), .string("c")], "'b'"),
        ] {
            let expression = try FlagExpression("x \(sign) \(limit)")
            #expect(values.map { expression.matches(EvaluationContext(attributes: ["x": $0])) } == expected)
        }
    }
}
