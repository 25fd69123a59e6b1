import KatoModel
import KatoObservability
import KatoTelemetry

/// Brings what happens to conversations to whoever sends it. Never waits: what is too much makes room.
struct ConversationFeed: Sendable {
    let news: AsyncStream<ConversationNews>
    /// What their requests cost.
    let usages = UsageInbox()
    private let tell: AsyncStream<ConversationNews>.Continuation

    init() {
        (news, tell) = AsyncStream.makeStream(of: ConversationNews.self, bufferingPolicy: .bufferingNewest(256))
    }

    /// Takes of an event what concerns conversations.
    func take(_ event: any InternalEvent) {
        switch event {
        case let grew as SessionGrew: tell.yield(.grew(grew.session, upTo: grew.lastSequence))
        case let counted as TokensCounted:
            usages.add(counted.requests, of: counted.session)
            tell.yield(.counted(counted.session))
        default: break
        }
    }

    /// Has it looked whether what waits is complete.
    func tick() { tell.yield(.tick) }
}
