package import KatoModel
package import KatoObservability
import Redaction
import StrictJSON

/// The one way for anything of a conversation out of the journal: secrets stay behind.
///
/// Pure in what it returns: the same event after the same stream gives the same event, so what is rendered twice is
/// the same twice. A filter that throws keeps everything back.
package struct RedactionGate: Sendable {
    private var mode: RedactionMode
    private let filter: any TextFilter
    private let reporter: RedactionReporter

    package init(mode: RedactionMode, filter: any TextFilter, emitter: EventEmitter) {
        self.mode = mode
        self.filter = filter
        reporter = RedactionReporter(emitter: emitter)
    }

    /// The same gate in another mode.
    package func acting(_ mode: RedactionMode) -> RedactionGate {
        var gate = self
        gate.mode = mode
        return gate
    }

    /// The event as it may leave.
    ///
    /// - Parameter stream: what came before it in the conversation; it takes the event in.
    package func pass(_ event: ConversationEvent, after stream: inout EventStream) throws -> ConversationEvent {
        guard mode != .off else { return event }
        var walk = TextWalk(filter: filter, keepsLines: event.kind == .userMessage)
        walk.preceding = stream.take(event)
        let content = try walk.content(event.content)
        guard !walk.receipts.isEmpty else { return event }
        reporter.report(walk.receipts, mode: mode, session: event.sessionID, event: event.id)
        return mode == .redact ? event.with(content) : event
    }

    /// Events in their order.
    package func pass(_ events: [ConversationEvent], after stream: EventStream = EventStream()) throws
        -> [ConversationEvent]
    {
        var stream = stream
        return try events.map { try pass($0, after: &stream) }
    }

    /// The conversation's facts as they may leave: titles and branch. The folder is one of the agent's machine and
    /// stays, because paths are told apart by it.
    package func pass(_ session: Session) throws -> Session {
        guard mode != .off else { return session }
        var walk = TextWalk(filter: filter, keepsLines: false)
        var facts = session.facts
        facts.customTitle = try facts.customTitle.map { try walk.text($0) }
        facts.agentTitle = try facts.agentTitle.map { try walk.text($0) }
        facts.firstMessageTitle = try facts.firstMessageTitle.map { try walk.text($0) }
        facts.gitBranch = try facts.gitBranch.map { try walk.text($0) }
        guard !walk.receipts.isEmpty else { return session }
        reporter.report(walk.receipts, mode: mode, session: session.id, event: nil)
        return mode == .redact ? session.with(facts) : session
    }

    /// A line that may hold words of the user, such as the answer to a command.
    package func pass(_ text: String) throws -> String {
        guard mode == .redact else { return text }
        return try filter.filter(text, keepsLines: false, preceding: "").text
    }
}
