/// Where flags come from.
///
/// ``resolve(_:type:context:)`` must not wait: a provider with a service behind it keeps a copy of its flags, and says
/// with events when that changed or became old. So a flag can be asked for anywhere, and no outage stops the asker.
public protocol FeatureProvider: AnyObject, Sendable {
    var metadata: ProviderMetadata { get }
    /// They take part in every evaluation, nearest to the provider.
    var hooks: [any Hook] { get }

    /// Gets ready. Called once before the first flag is asked for; the provider is `FATAL` when this throws
    /// ``ErrorCode/providerFatal``, and in `ERROR` when it throws anything else.
    ///
    /// - Parameter events: where the provider says what happens to it from now on.
    func initialize(_ context: EvaluationContext, events: ProviderEvents) async throws

    /// Gives everything back. Called once when the provider is replaced everywhere or the API shuts down.
    func shutdown() async

    /// The flag for the context.
    func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution

    /// Takes notice of something that happened.
    func track(_ name: String, context: EvaluationContext, details: TrackingDetails)
}

extension FeatureProvider {
    public var hooks: [any Hook] { [] }
    public func initialize(_ context: EvaluationContext, events: ProviderEvents) async throws {}
    public func shutdown() async {}
    public func track(_ name: String, context: EvaluationContext, details: TrackingDetails) {}
}
