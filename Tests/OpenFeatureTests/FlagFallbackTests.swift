import OpenFeature
import Testing

@Suite struct FlagFallbackTests {
    private let api = OpenFeatureAPI.isolated()

    private static func memory(_ name: String, _ values: [String: FlagValue]) -> InMemoryProvider {
        InMemoryProvider(
            flags: values.mapValues { value in
                InMemoryFlag(variants: [name: value], defaultVariant: value == .null ? nil : name)
            }, name: name)
    }

    private func client(_ first: [String: FlagValue], _ second: [String: FlagValue]) async throws -> Client {
        try await api.setProviderAndWait(
            FlagFallbackProvider(
                Self.memory("first", first), then: Self.memory("second", second),
                accepts: { $0 != "mode" || $1 == .string("good") }))
        return api.client()
    }

    @Test(
        arguments: [
            (["f": FlagValue.boolean(true)], "first", nil), ([:], "second", "FLAG_NOT_FOUND"),
            (["f": .string("yes")], "second", "TYPE_MISMATCH"), (["f": .null], "second", nil),
        ] as [([String: FlagValue], String, String?)])
    func `the first decides when it has a fitting value, the second otherwise, and it is said why`(
        first: [String: FlagValue], variant: String, code: String?
    ) async throws {
        let details = try await client(first, ["f": .boolean(true)]).details("f", default: false)
        #expect(details.value && details.variant == variant && details.errorCode == nil)
        #expect(details.flagMetadata[FlagFallbackProvider.codeKey] == code.map { .string($0) })
        #expect(details.flagMetadata[FlagFallbackProvider.providerKey] == .string(variant))
    }

    @Test func `a value that the flag cannot have is passed over`() async throws {
        let details = try await client(["mode": .string("odd")], ["mode": .string("good")]).details(
            "mode", default: "")
        #expect(details.value == "good")
        #expect(details.flagMetadata[FlagFallbackProvider.codeKey] == .string("PARSE_ERROR"))
    }

    @Test func `where neither has one the default holds, with what the second said`() async throws {
        let details = try await client([:], [:]).details("f", default: Int64(7))
        #expect(details.value == 7 && details.reason == .error && details.errorCode == .flagNotFound)
    }

    @Test func `a first one that fails for good leaves the second answering, and events say whose they are`()
        async throws
    {
        let diary = Diary()
        api.addHandler(.error) { diary.add("\($0.metadata[FlagFallbackProvider.providerKey] ?? .null)") }
        try await api.setProviderAndWait(
            FlagFallbackProvider(
                StatusProvider(failure: FlagError(.providerFatal)), then: Self.memory("second", ["f": .boolean(true)])))
        #expect(api.client().value("f", default: false))
        #expect(diary.lines.count == 1 && diary.lines[0].hasPrefix("string"))
    }
}
