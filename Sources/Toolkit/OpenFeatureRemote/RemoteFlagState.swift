import OpenFeature

/// The copies of a service's flags, one for each context that is asked for, and when to ask the service again.
///
/// Decides, and does nothing itself. Times are since the start.
struct RemoteFlagState {
    /// How the service is doing.
    enum Health: Hashable {
        case unasked
        case well
        /// Its last answer was none; copies are old.
        case failing(FlagError)
    }

    private struct Entry {
        var flags: [String: RemoteFlag]?
        var tag: String?
        /// Why the context has no flags, where the service said so.
        var refusal: FlagError?
        var checkedAt: Duration?
        var dueAt: Duration = .zero
        var askedAt: Duration
        var isUnderWay = false
        /// Asked again and again, whether it is used or not.
        let isKept: Bool
    }

    /// What happened, to be told.
    typealias Event = (event: ProviderEvent, details: EventDetails)

    let poll: Duration
    /// The most contexts with a copy.
    let limit: Int
    /// A number from 0 to 1, so that not all programs come back at the same moment.
    let random: @Sendable () -> Double
    private var entries: [EvaluationContext: Entry] = [:]
    private(set) var health = Health.unasked
    private var failures = 0
    private var heldUntil: Duration = .zero

    /// Contexts that nobody asked for during so many polls are given up.
    private static let idlePolls = 10

    init(poll: Duration, limit: Int, random: @escaping @Sendable () -> Double) {
        self.poll = poll
        self.limit = limit
        self.random = random
    }

    /// A flag from the copy.
    func resolve(_ flagKey: String, _ context: EvaluationContext, now: Duration) throws(FlagError) -> FlagResolution {
        guard let entry = entries[context], let flags = entry.flags else { throw whyNone(entries[context]) }
        switch flags[flagKey] {
        case nil: throw FlagError(.flagNotFound, "The flag service has no flag \(flagKey).")
        case .failed(let error): throw error
        case .found(let value, let variant, let reason, var metadata):
            if let reason { metadata["reason"] = .string(reason) }
            return FlagResolution(
                value: value, variant: variant, reason: isFresh(entry, now) ? .cached : .stale, metadata: metadata)
        }
    }

    /// Takes note that somebody asks for a context; `true` when it is a new one, for which the service has to be asked.
    mutating func want(_ context: EvaluationContext, isKept: Bool = false, now: Duration) -> Bool {
        guard entries[context] == nil else {
            entries[context]?.askedAt = now
            return false
        }
        guard entries.count < limit || dropOldest() else { return false }
        entries[context] = Entry(askedAt: now, isKept: isKept)
        return true
    }

    /// The contexts to ask for now, each with the tag of its copy. They are under way until they are taken.
    ///
    /// - Parameter only: the one context that matters; `nil` for all.
    mutating func due(_ only: EvaluationContext? = nil, now: Duration) -> [(context: EvaluationContext, tag: String?)] {
        if health == .well {
            let idle = poll * Self.idlePolls
            entries = entries.filter { $0.value.isKept || $0.value.isUnderWay || now - $0.value.askedAt < idle }
        }
        guard now >= heldUntil else { return [] }
        let due = entries.filter { !$0.value.isUnderWay && $0.value.dueAt <= now && only ?? $0.key == $0.key }
        for context in due.keys { entries[context]?.isUnderWay = true }
        return due.sorted { $0.value.askedAt < $1.value.askedAt }.map { ($0.key, $0.value.tag) }
    }

    /// Whether the service may be asked for one more now.
    func mayAsk(now: Duration) -> Bool { now >= heldUntil }

    /// What was to be asked for and was not.
    mutating func putBack(_ context: EvaluationContext) { entries[context]?.isUnderWay = false }

    /// How long nothing is due; `nil` while nothing is wanted.
    func rest(now: Duration) -> Duration? {
        entries.values.filter { !$0.isUnderWay }.map(\.dueAt).min().map { max($0, heldUntil) - now }
    }

    /// Takes an answer over, and says what it changed.
    mutating func take(_ answer: OFREPAnswer, for context: EvaluationContext, now: Duration) -> [Event] {
        defer { putBack(context) }
        switch answer {
        case .flags(let flags, let tag): return wellAgain() + keep(flags, tag, context, now)
        case .unchanged:
            guard entries[context]?.flags != nil else {
                return fail(FlagError(.parseError, "The flag service knows no change of what it never told."), nil, now)
            }
            check(context, now)
            return wellAgain()
        case .refused(let error):
            check(context, now)
            entries[context]?.refusal = error
            return wellAgain()
        case .forbidden(let error): return fail(error, poll, now)
        case .failed(let error, let wait): return fail(error, wait, now)
        }
    }

    // MARK: - Parts

    private mutating func keep(
        _ flags: [String: RemoteFlag], _ tag: String?, _ context: EvaluationContext, _ now: Duration
    )
        -> [Event]
    {
        let old = entries[context]?.flags
        check(context, now)
        entries[context]?.flags = flags
        entries[context]?.tag = tag
        guard let old, old != flags else { return [] }
        let changed = Set(old.keys).union(flags.keys).filter { old[$0] != flags[$0] }.sorted()
        return [(.configurationChanged, EventDetails(flagsChanged: changed))]
    }

    private mutating func check(_ context: EvaluationContext, _ now: Duration) {
        entries[context]?.checkedAt = now
        entries[context]?.dueAt = now + poll
        entries[context]?.refusal = nil
    }

    private mutating func wellAgain() -> [Event] {
        failures = 0
        guard health != .well else { return [] }
        health = .well
        return [(.ready, EventDetails())]
    }

    /// Twice as long each time, and never longer than a poll; at least what the service asks for.
    private mutating func fail(_ error: FlagError, _ wait: Duration?, _ now: Duration) -> [Event] {
        failures += 1
        let step = min(.seconds(1) * Double(1 << min(failures - 1, 16)), poll)
        heldUntil = now + max(wait ?? .zero, step * (0.5 + random() / 2))
        let before = health
        health = .failing(error)
        guard before != health else { return [] }
        let hasCopies = entries.values.contains { $0.flags != nil }
        return [(hasCopies ? .stale : .error, EventDetails(message: error.message, errorCode: error.code))]
    }

    private func isFresh(_ entry: Entry, _ now: Duration) -> Bool {
        guard health == .well, let checked = entry.checkedAt else { return false }
        return now - checked <= poll * 2
    }

    private func whyNone(_ entry: Entry?) -> FlagError {
        if let refusal = entry?.refusal { return refusal }
        if case .failing(let error) = health { return error }
        return FlagError(.providerNotReady, "The flag service has not answered yet.")
    }

    /// Makes room, if there is a copy that may go.
    private mutating func dropOldest() -> Bool {
        let some = entries.filter { !$0.value.isKept && !$0.value.isUnderWay }
        guard let oldest = some.min(by: { $0.value.askedAt < $1.value.askedAt }) else { return false }
        entries[oldest.key] = nil
        return true
    }
}
