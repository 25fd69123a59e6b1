import KatoModel

/// What a model said in answer to one request, as far as it is known.
struct Inference: Sendable {
    /// Messages, thoughts and tool calls, in their order.
    var events: [ConversationEvent] = []
    /// The agent's own id of the request, once something told it.
    var request: String?
    var usage: TokenUsage?
    /// Whether something came after it that only comes when the model is done.
    var isOver = false
    /// When something was added last, in milliseconds of the observer's clock.
    var touchedAt: Int64
}
