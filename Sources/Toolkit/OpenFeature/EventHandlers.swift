/// Handlers by event, in the order in which they were added.
struct EventHandlers {
    typealias Handler = @Sendable (EventDetails) -> Void

    private var entries: [(id: HandlerToken, event: ProviderEvent, domain: Scope, handler: Handler)] = []
    private var next = 0

    /// Whose events a handler hears.
    enum Scope: Equatable {
        case all
        case client(domain: String?)
    }

    mutating func add(_ event: ProviderEvent, _ scope: Scope, _ handler: @escaping Handler) -> HandlerToken {
        next += 1
        entries.append((HandlerToken(number: next), event, scope, handler))
        return HandlerToken(number: next)
    }

    mutating func remove(_ token: HandlerToken) {
        entries.removeAll { $0.id == token }
    }

    mutating func removeAll() {
        entries = []
    }

    /// The handlers of an event that concerns the domains `isConcerned` is true of.
    func matching(_ event: ProviderEvent, isConcerned: (String?) -> Bool) -> [Handler] {
        entries.filter { entry in
            guard entry.event == event else { return false }
            if case .client(let domain) = entry.domain { return isConcerned(domain) }
            return true
        }.map(\.handler)
    }
}

/// What removes a handler again.
public struct HandlerToken: Sendable, Hashable {
    let number: Int
}
