import OpenFeature
import Synchronization

/// Ends its initialisation in a certain way, or lets it wait for ever.
final class StatusProvider: FeatureProvider {
    private let failure: FlagError?
    private let event: ProviderEvent?
    let metadata = ProviderMetadata(name: "status")
    let shutdowns = Mutex(0)

    init(failure: FlagError? = nil, event: ProviderEvent? = nil) {
        self.failure = failure
        self.event = event
    }

    func initialize(_ context: EvaluationContext, events: ProviderEvents) throws {
        if let failure { throw failure }
        if let event { events.emit(event) }
    }

    func shutdown() { shutdowns.withLock { $0 += 1 } }

    func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        throw FlagError(.flagNotFound)
    }
}

/// Remembers what it answered, as providers with a service behind them do.
final class CachingProvider: FeatureProvider {
    private let inner: InMemoryProvider
    private let known = Mutex<[String: FlagResolution]>([:])
    let metadata = ProviderMetadata(name: "caching")

    init(_ inner: InMemoryProvider) { self.inner = inner }

    func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        if var cached = known.withLock({ $0[flagKey] }) {
            cached.reason = .cached
            return cached
        }
        let fresh = try inner.resolve(flagKey, type: type, context: context)
        known.withLock { $0[flagKey] = fresh }
        return fresh
    }
}

/// Answers every flag, and remembers the context it was asked with and what it was told to track.
final class RecordingProvider: FeatureProvider {
    let metadata = ProviderMetadata(name: "recording")
    let seen = Mutex<EvaluationContext?>(nil)
    let tracked = Mutex<[String]>([])
    let hooks: [any Hook]

    init(hooks: [any Hook] = []) { self.hooks = hooks }

    func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) -> FlagResolution {
        seen.withLock { $0 = context }
        return FlagResolution(value: nil, reason: .static)
    }

    func track(_ name: String, context: EvaluationContext, details: TrackingDetails) {
        tracked.withLock { $0.append("\(name) \(context.targetingKey ?? "") \(details.value ?? 0)") }
    }
}

/// Writes down which stages ran, in order, and can fail in one.
final class DiaryHook: Hook {
    struct Failure: Error {}

    let name: String
    private let diary: Diary
    private let failsIn: String?
    private let adds: EvaluationContext?

    init(_ name: String, _ diary: Diary, failsIn: String? = nil, adds: EvaluationContext? = nil) {
        self.name = name
        self.diary = diary
        self.failsIn = failsIn
        self.adds = adds
    }

    func before(_ context: HookContext, hints: HookHints) throws -> EvaluationContext? {
        context.data["name"] = name
        try note("before", context)
        return adds
    }

    func after(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws {
        try note("after", context, details)
    }

    func error(_ context: HookContext, _ error: FlagError, hints: HookHints) throws {
        try note("error", context)
    }

    func finally(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws {
        try note("finally", context, details)
    }

    private func note(_ stage: String, _ context: HookContext, _ details: EvaluationDetails<FlagValue>? = nil) throws {
        let owner = context.data["name"] as? String ?? "-"
        diary.add("\(stage) \(owner)", details)
        if failsIn == stage { throw Failure() }
    }
}

/// What happened, in order.
final class Diary: Sendable {
    private let entries = Mutex<[(String, EvaluationDetails<FlagValue>?)]>([])

    func add(_ entry: String, _ details: EvaluationDetails<FlagValue>? = nil) {
        entries.withLock { $0.append((entry, details)) }
    }

    var lines: [String] { entries.withLock { $0.map(\.0) } }
    func details(of entry: String) -> EvaluationDetails<FlagValue>? {
        entries.withLock { $0.last { $0.0 == entry }?.1 }
    }
}
