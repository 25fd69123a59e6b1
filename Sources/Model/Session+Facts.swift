extension Session {
    /// The same conversation with other facts.
    package func with(_ facts: SessionFacts) -> Session {
        Session(
            id: id, key: key, facts: facts, startedAt: startedAt, lastEventAt: lastEventAt, turns: turns,
            events: events, lastSequence: lastSequence, tokens: tokens)
    }
}
