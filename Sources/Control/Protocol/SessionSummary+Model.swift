package import KatoModel

extension SessionSummary {
    /// The conversation as the wire shows it.
    package init(_ session: Session, state: SessionActivity, daysLeft: Int?, recordings: [RecordingSummary]) {
        self.init(
            id: session.id.rawValue, shortID: session.id.short, provider: session.key.provider.rawValue,
            nativeID: session.key.nativeID, title: session.facts.title, cwd: session.facts.workingDirectory,
            gitBranch: session.facts.gitBranch, models: session.facts.models, startedAt: session.startedAt,
            lastEventAt: session.lastEventAt, turns: session.turns, events: session.events,
            tokens: session.tokens, daysLeft: daysLeft, state: state, recordings: recordings)
    }
}
