import Synchronization

/// Has its flags in memory, and can be given others.
public final class InMemoryProvider: FeatureProvider {
    private struct State {
        var flags: [String: InMemoryFlag]
        var events: ProviderEvents?
    }

    public let metadata: ProviderMetadata
    private let state: Mutex<State>

    public init(flags: [String: InMemoryFlag], name: String = "In-Memory Provider") {
        metadata = ProviderMetadata(name: name)
        state = Mutex(State(flags: flags))
    }

    public func initialize(_ context: EvaluationContext, events: ProviderEvents) {
        state.withLock { $0.events = events }
    }

    public func shutdown() {
        state.withLock { $0.events = nil }
    }

    /// Replaces all flags and says which names are concerned: those before and those now.
    public func update(flags: [String: InMemoryFlag]) {
        let (names, events) = state.withLock { state in
            let names = Set(state.flags.keys).union(flags.keys)
            state.flags = flags
            return (names, state.events)
        }
        events?.emit(.configurationChanged, EventDetails(flagsChanged: names.sorted()))
    }

    public func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        guard let flag = state.withLock({ $0.flags[flagKey] }) else {
            throw FlagError(.flagNotFound, "There is no flag \(flagKey).")
        }
        guard !flag.isDisabled else { return FlagResolution(value: nil, reason: .disabled, metadata: flag.metadata) }
        let chosen = flag.contextEvaluator?(context)
        let reason: Reason = chosen != nil ? .targetingMatch : flag.contextEvaluator == nil ? .static : .default
        guard let variant = chosen ?? flag.defaultVariant else {
            return FlagResolution(value: nil, reason: .default, metadata: flag.metadata)
        }
        guard let value = flag.variants[variant] else {
            throw FlagError(.general, "The flag \(flagKey) has no variant \(variant).")
        }
        guard value.isA(type) else { throw FlagError(.typeMismatch, "The flag \(flagKey) is no \(type.rawValue).") }
        return FlagResolution(value: value, variant: variant, reason: reason, metadata: flag.metadata)
    }
}
