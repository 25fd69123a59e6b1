package import KatoModel
import Synchronization

/// Tokens that were counted and wait to be put with what the model said. Never waits; when
/// there is no room, what waits is dropped.
package final class UsageInbox: Sendable {
    /// Far more than conversations tell between two looks.
    private static let limit = 4096

    private struct State {
        var waiting: [SessionID: [CountedUsage]] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Keeps the tokens of requests for whoever looks at the conversation next.
    package func add(_ usages: [CountedUsage], of session: SessionID) {
        state.withLock { state in
            if state.count + usages.count > Self.limit { state = State() }
            state.count += usages.count
            state.waiting[session, default: []] += usages
        }
    }

    /// Everything that waits for a conversation, oldest first.
    package func take(_ session: SessionID) -> [CountedUsage] {
        state.withLock { state in
            let found = state.waiting.removeValue(forKey: session) ?? []
            state.count -= found.count
            return found
        }
    }
}
