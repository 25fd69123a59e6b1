import Synchronization

/// Asks for flags. It never throws: what cannot be evaluated gives the default, and the details say why.
public final class Client: Sendable {
    private struct State {
        var context = EvaluationContext()
        var hooks: [any Hook] = []
    }

    private let api: OpenFeatureAPI
    public let metadata: ClientMetadata
    private let state = Mutex(State())

    init(api: OpenFeatureAPI, domain: String?) {
        self.api = api
        metadata = ClientMetadata(domain: domain)
    }

    /// The context of every evaluation of this client.
    public var context: EvaluationContext {
        get { state.withLock { $0.context } }
        set { state.withLock { $0.context = newValue } }
    }

    /// How the provider is doing that this client asks.
    public var providerStatus: ProviderStatus { api.registration(metadata.domain).status }

    /// Adds hooks that take part in every evaluation of this client, after those that do already.
    public func addHooks(_ hooks: [any Hook]) {
        state.withLock { $0.hooks += hooks }
    }

    public var hooks: [any Hook] { state.withLock { $0.hooks } }

    // MARK: - Flags

    /// The flag's value, or `fallback`.
    public func value<Value: FlagRepresentable>(
        _ flagKey: String, default fallback: Value, context: EvaluationContext? = nil,
        options: EvaluationOptions = EvaluationOptions()
    ) -> Value {
        details(flagKey, default: fallback, context: context, options: options).value
    }

    /// The flag's value and how it came about.
    public func details<Value: FlagRepresentable>(
        _ flagKey: String, default fallback: Value, context: EvaluationContext? = nil,
        options: EvaluationOptions = EvaluationOptions()
    ) -> EvaluationDetails<Value> {
        let registration = api.registration(metadata.domain)
        let own = state.withLock { $0 }
        let merged = api.context.merging(api.propagator.current).merging(own.context).merging(context)
        let evaluation = FlagEvaluation(
            flagKey: flagKey, type: Value.flagType, fallback: fallback.flagValue, registration: registration,
            hooks: api.hooks + own.hooks + options.hooks + registration.provider.hooks, hints: options.hints,
            client: metadata)
        let details = evaluation.run(merged)
        // The evaluation has checked the type, and a default is of the right one.
        return details.with(Value(flagValue: details.value) ?? fallback)
    }

    // MARK: - Events and tracking

    /// Calls `handler` for an event of the provider that this client asks; at once, when it is in that state already.
    @discardableResult
    public func addHandler(_ event: ProviderEvent, _ handler: @escaping @Sendable (EventDetails) -> Void)
        -> HandlerToken
    {
        let domain = metadata.domain
        return api.add(event, .client(domain: domain)) { details in
            var details = details
            details.domain = domain
            handler(details)
        }
    }

    /// The handler is not called any more.
    public func removeHandler(_ token: HandlerToken) {
        api.removeHandler(token)
    }

    /// Tells the provider that something happened. Providers that do not count do nothing.
    public func track(_ name: String, context: EvaluationContext? = nil, details: TrackingDetails = TrackingDetails()) {
        let merged = api.context.merging(api.propagator.current).merging(self.context).merging(context)
        api.registration(metadata.domain).provider.track(name, context: merged, details: details)
    }
}
