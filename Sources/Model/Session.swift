/// A conversation as kato knows it: the agent's own unit.
package struct Session: Sendable, Hashable {
    package let id: SessionID
    package let key: SessionKey
    package let facts: SessionFacts
    package let startedAt: Timestamp?
    package let lastEventAt: Timestamp?
    /// How many messages of the user it holds.
    package let turns: Int
    /// How many events of the main conversation and its sub-agents it holds.
    package let events: Int
    /// The highest sequence among its events.
    package let lastSequence: Int64
    package let tokens: TokenTotals

    package init(
        id: SessionID, key: SessionKey, facts: SessionFacts, startedAt: Timestamp?, lastEventAt: Timestamp?, turns: Int,
        events: Int, lastSequence: Int64, tokens: TokenTotals = TokenTotals()
    ) {
        self.id = id
        self.key = key
        self.facts = facts
        self.startedAt = startedAt
        self.lastEventAt = lastEventAt
        self.turns = turns
        self.events = events
        self.lastSequence = lastSequence
        self.tokens = tokens
    }
}
