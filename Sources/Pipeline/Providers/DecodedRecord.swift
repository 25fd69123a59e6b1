package import KatoModel

/// What a decoder made of one record.
package struct DecodedRecord: Sendable, Hashable {
    /// The agent's own id of the record, stable in copies of it; `nil` when it has none.
    package var nativeID: String?
    /// The conversation the record says it belongs to.
    package var sessionID: String?
    /// The sub-agent it belongs to; `nil` in the main conversation.
    package var agentID: String?
    /// In the order in which they are to appear. Empty for records that carry nothing but `facts`: such a one is kept
    /// raw.
    package var drafts: [EventDraft]
    /// What it says about the conversation as a whole.
    package var facts: SessionFacts?
    /// What the answer that it belongs to cost. The same request may be told of again and again.
    package var usage: TokenUsage?

    package init(
        nativeID: String? = nil, sessionID: String? = nil, agentID: String? = nil, drafts: [EventDraft] = [],
        facts: SessionFacts? = nil
    ) {
        self.nativeID = nativeID
        self.sessionID = sessionID
        self.agentID = agentID
        self.drafts = drafts
        self.facts = facts
    }

    /// A record that is kept as it is.
    package static func raw(_ reason: String, time: Timestamp? = nil) -> DecodedRecord {
        DecodedRecord(drafts: [EventDraft(kind: .raw, content: .raw(reason: reason), time: time)])
    }
}
