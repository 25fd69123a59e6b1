import Synchronization

/// Where providers are set and clients are made.
///
/// ``shared`` is the one of the process. An instance of one's own shares nothing with it: hooks, context, handlers and
/// providers are its own.
public final class OpenFeatureAPI: Sendable {
    /// The one that everything in the process shares.
    public static let shared = OpenFeatureAPI()

    private struct State {
        var fallback = Registration(NoOpProvider(), status: .ready)
        var byDomain: [String: Registration] = [:]
        var hooks: [any Hook] = []
        var context = EvaluationContext()
        var propagator: any TransactionContextPropagator = NoPropagator()
        var handlers = EventHandlers()

        func registration(_ domain: String?) -> Registration {
            domain.flatMap { byDomain[$0] } ?? fallback
        }

        var all: [Registration] { [fallback] + byDomain.values }

        func uses(_ provider: any FeatureProvider) -> Registration? {
            all.first { $0.provider === provider }
        }
    }

    private let state = Mutex(State())

    private init() {}

    /// An instance that shares nothing with any other.
    public static func isolated() -> OpenFeatureAPI { OpenFeatureAPI() }

    // MARK: - Providers

    /// Makes `provider` the one of `domain`, or the default one. Until the change is finished it is not ready.
    public func setProvider(_ provider: any FeatureProvider, domain: String? = nil) -> ProviderChange {
        let (registration, replaced, isNew, context) = state.withLock { state in
            let known = state.uses(provider)
            let registration = known ?? Registration(provider)
            let replaced = domain.map { state.byDomain[$0] } ?? state.fallback
            if let domain { state.byDomain[domain] = registration } else { state.fallback = registration }
            return (registration, replaced, known == nil, state.context)
        }
        return ProviderChange { () async throws(FlagError) in
            if let replaced, self.isUnused(replaced.provider) { await replaced.provider.shutdown() }
            if isNew { try await self.initialize(registration, context) }
        }
    }

    /// Sets a provider and returns when it is initialised.
    public func setProviderAndWait(_ provider: any FeatureProvider, domain: String? = nil) async throws(FlagError) {
        try await setProvider(provider, domain: domain).finish()
    }

    /// What the provider of a domain, or the default one, says about itself.
    public func providerMetadata(domain: String? = nil) -> ProviderMetadata {
        registration(domain).provider.metadata
    }

    /// A client. Never fails, whether a provider is set or not.
    public func client(domain: String? = nil) -> Client {
        Client(api: self, domain: domain)
    }

    /// Shuts every provider down and forgets everything that was set.
    public func shutdown() async {
        let providers = state.withLock { state in
            let all = state.all.map(\.provider)
            state = State()
            return all
        }
        var done: Set<ObjectIdentifier> = []
        for provider in providers where done.insert(ObjectIdentifier(provider)).inserted { await provider.shutdown() }
    }

    // MARK: - Context and hooks

    /// The context of every evaluation, before any other.
    public var context: EvaluationContext {
        get { state.withLock { $0.context } }
        set { state.withLock { $0.context = newValue } }
    }

    /// Adds hooks that take part in every evaluation, after those that do already.
    public func addHooks(_ hooks: [any Hook]) {
        state.withLock { $0.hooks += hooks }
    }

    public var hooks: [any Hook] { state.withLock { $0.hooks } }

    /// What carries the context of transactions.
    public func setTransactionContextPropagator(_ propagator: any TransactionContextPropagator) {
        state.withLock { $0.propagator = propagator }
    }

    /// Runs `work` as a transaction with this context.
    public func withTransactionContext<Result>(_ context: EvaluationContext, _ work: () throws -> Result) rethrows
        -> Result
    {
        try propagator.with(context, work)
    }

    // MARK: - Events

    /// Calls `handler` for an event of any provider; at once, when a provider is in that state already.
    @discardableResult
    public func addHandler(_ event: ProviderEvent, _ handler: @escaping @Sendable (EventDetails) -> Void)
        -> HandlerToken
    {
        add(event, .all, handler)
    }

    /// The handler is not called any more.
    public func removeHandler(_ token: HandlerToken) {
        state.withLock { $0.handlers.remove(token) }
    }

    // MARK: - For clients

    var propagator: any TransactionContextPropagator { state.withLock { $0.propagator } }

    func registration(_ domain: String?) -> Registration {
        state.withLock { $0.registration(domain) }
    }

    func add(
        _ event: ProviderEvent, _ scope: EventHandlers.Scope, _ handler: @escaping @Sendable (EventDetails) -> Void
    ) -> HandlerToken {
        let (token, current) = state.withLock { state in
            let concerned: [Registration] =
                if case .client(let domain) = scope { [state.registration(domain)] } else { state.all }
            return (state.handlers.add(event, scope, handler), concerned)
        }
        for registration in current where Self.event(of: registration.status) == event {
            var details = EventDetails()
            details.providerName = registration.provider.metadata.name
            if case .client(let domain) = scope { details.domain = domain }
            handler(details)
        }
        return token
    }

    // MARK: - Parts

    private func initialize(_ registration: Registration, _ context: EvaluationContext) async throws(FlagError) {
        let events = ProviderEvents { [weak self, weak registration] event, details in
            guard let registration else { return }
            self?.dispatch(event, details, of: registration)
        }
        do {
            try await registration.provider.initialize(context, events: events)
        } catch {
            let known = FlagError(error)
            events.emit(.error, EventDetails(message: known.message, errorCode: known.code))
            throw known
        }
        // A provider may have said by itself how it is.
        if registration.status == .notReady { events.emit(.ready) }
    }

    /// The status first, then the handlers: who is called finds it as it is.
    private func dispatch(_ event: ProviderEvent, _ details: EventDetails, of registration: Registration) {
        registration.take(event, details)
        var details = details
        details.providerName = registration.provider.metadata.name
        let handlers = state.withLock { state in
            state.handlers.matching(event) { state.registration($0) === registration }
        }
        for handler in handlers { handler(details) }
    }

    private func isUnused(_ provider: any FeatureProvider) -> Bool {
        state.withLock { $0.uses(provider) == nil }
    }

    private static func event(of status: ProviderStatus) -> ProviderEvent? {
        switch status {
        case .ready: .ready
        case .stale: .stale
        case .error, .fatal: .error
        case .notReady: nil
        }
    }
}
