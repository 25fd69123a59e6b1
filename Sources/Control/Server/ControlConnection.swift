package import JSONRPC
import KatoControlProtocol
package import StrictJSON
import Synchronization

/// One client as long as it is connected: who it is, what it follows, how much it may still change.
package final class ControlConnection: Sendable {
    package let peer: ControlPeer
    /// Sends a stream's lines to the client, where it can be sent anything unasked.
    private let follow: (@Sendable (AsyncStream<[UInt8]>) -> Void)?
    /// Sends a line at once, unless the client is behind with reading.
    private let send: (@Sendable ([UInt8]) -> Void)?
    /// Cancels work when the client goes away before it is done, and gives `nil` then.
    private let attend: (@Sendable (@escaping Work) async -> Result<JSONValue, ErrorObject>?)?
    private let state: Mutex<State>

    /// What a request comes to.
    package typealias Work = @Sendable () async -> Result<JSONValue, ErrorObject>

    private struct State {
        var subscriptions: [String: EventSubscription] = [:]
        var lastID = 0
        var mutations = TokenBucket(
            burst: ControlLimits.mutationBurst, perSecond: ControlLimits.mutationsPerSecond)
    }

    package init(
        peer: ControlPeer, follow: (@Sendable (AsyncStream<[UInt8]>) -> Void)? = nil,
        send: (@Sendable ([UInt8]) -> Void)? = nil,
        attend: (@Sendable (@escaping Work) async -> Result<JSONValue, ErrorObject>?)? = nil
    ) {
        self.peer = peer
        self.follow = follow
        self.send = send
        self.attend = attend
        state = Mutex(State())
    }

    deinit {
        for subscription in state.withLock({ $0.subscriptions.values }) { subscription.finish() }
    }

    /// Tells how far the request under way is. What is told next makes up for what is not taken.
    func tell(_ progress: WorkProgress) {
        send?(progress.line)
    }

    /// Does what only the client wants to know, as long as it is there to hear it.
    func whileConnected(_ work: @escaping Work) async -> Result<JSONValue, ErrorObject> {
        guard let attend else { return await work() }
        return await attend(work)
            ?? .failure(ControlErrorCode.unavailable.errorObject("The client is gone.", hint: "Ask again."))
    }

    /// Whether it may change something now; asking counts.
    func mayChange() -> Bool {
        state.withLock { $0.mutations.take() }
    }

    /// A name for a new subscription; `nil` when it has too many, or cannot be sent anything.
    func newSubscriptionID() -> String? {
        guard follow != nil else { return nil }
        return state.withLock { state in
            guard state.subscriptions.count < ControlLimits.maximumSubscriptions else { return nil }
            state.lastID += 1
            return String(state.lastID)
        }
    }

    func add(_ subscription: EventSubscription) {
        state.withLock { $0.subscriptions[subscription.id] = subscription }
        follow?(subscription.lines)
    }

    func remove(_ id: String) -> EventSubscription? {
        state.withLock { $0.subscriptions.removeValue(forKey: id) }
    }
}
