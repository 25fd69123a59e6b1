package import KatoModel
package import OTLP

/// Puts the events of one conversation together to spans: one for a turn of the user, one for each request to a model
/// with its tokens, one for each use of a tool.
///
/// A request is told of on several lines, and its tokens on the last one or after it. So its span waits until the next
/// one begins, or until nothing more has come for a while. Each request and each tool is told once.
package struct ConversationTrace: Sendable {
    /// Milliseconds without news after which a request counts as complete, when its tokens are known.
    private static let shortWait: Int64 = 5000
    /// The same when they are not, because they may never come.
    private static let longWait: Int64 = 60_000
    /// The most requests, tools and tokens that wait for the rest of them; more than any agent has under way.
    private static let limit = 1024

    private let spans: ConversationSpans
    /// By the sub-agent, and under an empty name for the main conversation.
    private var open: [String: Inference] = [:]
    /// Tools in use, by the id of the call.
    private var calls: [String: ConversationEvent] = [:]
    private var requests: [EventID: String] = [:]
    private var usages: [String: TokenUsage] = [:]

    /// - Parameter withContent: whether words are sent too. They have to be without secrets already.
    package init(_ session: Session, withContent: Bool) {
        spans = ConversationSpans(session: session, withContent: withContent)
    }

    /// Whether nothing waits for the rest of it.
    package var isSettled: Bool { open.isEmpty && calls.isEmpty && requests.isEmpty }

    /// Takes tokens over that were counted.
    package mutating func take(_ counted: [CountedUsage], at now: Int64) {
        for item in counted {
            if requests.count >= Self.limit || usages.count >= Self.limit { (requests, usages) = ([:], [:]) }
            let request = item.usage.request
            if item.usage.output >= usages[request]?.output ?? 0 { usages[request] = item.usage }
            for event in item.events { requests[event] = request }
            for (agent, inference) in open {
                // Its events may have come before.
                let isOf = inference.events.contains { item.events.contains($0.id) }
                guard inference.request ?? (isOf ? request : nil) == request else { continue }
                open[agent]?.request = request
                open[agent]?.touchedAt = now
            }
        }
    }

    /// Takes the next events over, and gives the spans of what they complete.
    package mutating func take(_ events: [ConversationEvent], at now: Int64) -> [OTLPSpan] {
        events.flatMap { take($0, at: now) }
    }

    /// Gives the spans of what has been complete for a while, as far as anybody can tell.
    ///
    /// - Parameter now: the same clock as before, in milliseconds; `nil` for everything.
    package mutating func settle(at now: Int64?) -> [OTLPSpan] {
        var made: [OTLPSpan] = []
        for (agent, inference) in open {
            let wait = usage(of: inference) == nil ? Self.longWait : Self.shortWait
            if now.map({ $0 - inference.touchedAt >= wait }) ?? true { made += close(agent) }
        }
        // What was told of events that never came.
        if open.isEmpty { (requests, usages) = ([:], [:]) }
        return made
    }

    // MARK: - Parts

    private mutating func take(_ event: ConversationEvent, at now: Int64) -> [OTLPSpan] {
        let agent = event.agentID ?? ""
        let request = requests.removeValue(forKey: event.id)
        switch (event.kind, event.content) {
        case (.userMessage, _):
            return close(agent) + abandonCalls(of: event.agentID) + [spans.turn(event)].compactMap { $0 }
        case (.assistantMessage, _), (.assistantThinking, _), (.toolCall, _):
            let before = isAnother(request, agent) ? close(agent) : []
            open[agent, default: Inference(touchedAt: now)].events.append(event)
            open[agent]?.touchedAt = now
            if let request { open[agent]?.request = request }
            if case .toolCall(let call, _, _, _) = event.content { remember(call, event) }
            return before
        case (.toolResult, .toolResult(let call, _, _)):
            open[agent]?.isOver = true
            return [spans.tool(calls.removeValue(forKey: call), result: event)].compactMap { $0 }
        default:
            // A record about the request that says nothing else.
            guard let request, open[agent] != nil, open[agent]?.request ?? request == request else { return [] }
            open[agent]?.request = request
            open[agent]?.isOver = true
            open[agent]?.touchedAt = now
            return []
        }
    }

    /// Whether what belongs to `request` is not of the one that is open. What belongs to none that is known goes on with
    /// that one, unless the model was done.
    private func isAnother(_ request: String?, _ agent: String) -> Bool {
        guard let inference = open[agent] else { return false }
        if let request, let known = inference.request { return request != known }
        return inference.isOver
    }

    private mutating func close(_ agent: String) -> [OTLPSpan] {
        guard var inference = open.removeValue(forKey: agent) else { return [] }
        inference.usage = usage(of: inference)
        if let request = inference.request { usages[request] = nil }
        return [spans.inference(inference)].compactMap { $0 }
    }

    private func usage(of inference: Inference) -> TokenUsage? { inference.request.flatMap { usages[$0] } }

    private mutating func remember(_ call: String, _ event: ConversationEvent) {
        if calls.count >= Self.limit { calls = [:] }
        calls[call] = event
    }

    /// Tools whose answer the user did not wait for.
    private mutating func abandonCalls(of agent: String?) -> [OTLPSpan] {
        let abandoned = calls.filter { $0.value.agentID == agent }
        for call in abandoned.keys { calls[call] = nil }
        return abandoned.values.sorted { $0.sequence < $1.sequence }.compactMap { spans.tool($0, result: nil) }
    }
}
