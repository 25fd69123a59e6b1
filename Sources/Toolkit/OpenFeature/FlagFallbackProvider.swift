/// Asks one provider, and another one where the first has no value: the flags of a service, and what holds without it.
///
/// The ``FlagResolution/metadata`` of a value says whose it is, and that of the second's why the first had none. It can
/// always be asked, because the second can: how the first is doing is said by its events, which name it as well.
public final class FlagFallbackProvider: FeatureProvider {
    /// In the metadata of values and events: the name of the provider that they come from.
    public static let providerKey = "fallback.provider"
    /// In the metadata of a value of the second: the ``ErrorCode`` of the first, or none where it left the value open.
    public static let codeKey = "fallback.errorCode"
    /// In the metadata of such a value: what the first said about it.
    public static let messageKey = "fallback.errorMessage"

    public let metadata: ProviderMetadata
    private let first: any FeatureProvider
    private let second: any FeatureProvider
    private let accepts: @Sendable (_ flagKey: String, _ value: FlagValue) -> Bool

    /// - Parameter accepts: whether a value of `first` is one that the flag can have.
    public init(
        _ first: any FeatureProvider, then second: any FeatureProvider,
        accepts: @escaping @Sendable (_ flagKey: String, _ value: FlagValue) -> Bool = { _, _ in true }
    ) {
        metadata = ProviderMetadata(name: "\(first.metadata.name), then \(second.metadata.name)")
        self.first = first
        self.second = second
        self.accepts = accepts
    }

    public var hooks: [any Hook] { first.hooks + second.hooks }

    /// Gets both ready. Only what goes wrong with the second goes wrong with this one.
    public func initialize(_ context: EvaluationContext, events: ProviderEvents) async throws {
        try await second.initialize(context, events: events)
        let mild = ProviderEvents { [name = first.metadata.name] event, details in
            var details = details
            details.metadata[Self.providerKey] = .string(name)
            if details.errorCode == .providerFatal { details.errorCode = .general }
            events.emit(event, details)
        }
        do {
            try await first.initialize(context, events: mild)
        } catch {
            let known = FlagError(error)
            mild.emit(.error, EventDetails(message: known.message, errorCode: known.code))
        }
    }

    public func shutdown() async {
        await first.shutdown()
        await second.shutdown()
    }

    public func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        let why: FlagError?
        do {
            if var resolution = try own(flagKey, type, context) {
                resolution.metadata[Self.providerKey] = .string(first.metadata.name)
                return resolution
            }
            why = nil
        } catch {
            why = FlagError(error)
        }
        var resolution = try second.resolve(flagKey, type: type, context: context)
        resolution.metadata[Self.providerKey] = .string(second.metadata.name)
        resolution.metadata[Self.codeKey] = why.map { .string($0.code.rawValue) }
        resolution.metadata[Self.messageKey] = why?.message.map(FlagValue.string)
        return resolution
    }

    public func track(_ name: String, context: EvaluationContext, details: TrackingDetails) {
        first.track(name, context: context, details: details)
        second.track(name, context: context, details: details)
    }

    /// What the first says; `nil` where it leaves the value open.
    private func own(_ flagKey: String, _ type: FlagType, _ context: EvaluationContext) throws -> FlagResolution? {
        let resolution = try first.resolve(flagKey, type: type, context: context)
        guard let value = resolution.value else { return nil }
        guard value.isA(type) else { throw FlagError(.typeMismatch, "The flag \(flagKey) is no \(type.rawValue).") }
        guard accepts(flagKey, value) else {
            throw FlagError(.parseError, "The flag \(flagKey) cannot have this value.")
        }
        return resolution
    }
}
