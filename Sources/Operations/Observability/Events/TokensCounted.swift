package import KatoModel

/// More is known of what requests to a model cost.
package struct TokensCounted: InternalEvent {
    package let session: SessionID
    package let provider: ProviderID
    package let requests: [CountedUsage]

    package init(session: SessionID, provider: ProviderID, requests: [CountedUsage]) {
        self.session = session
        self.provider = provider
        self.requests = requests
    }

    package var name: String { "journal.tokens.counted" }
    package var level: EventLevel { .debug }
    package var fields: [(String, FieldValue)] {
        [("session", .string(session.rawValue)), ("requests", .number(requests.count))]
            + kinds.map { ($0.name, .number($0.count)) }
    }
    package var metrics: [EventMetric] {
        kinds.filter { $0.count > 0 }.map { kind in
            EventMetric(
                "kato.tokens", .counter, unit: "{token}", Int64(kind.count),
                ["kato.provider": provider.rawValue, "kato.token.type": kind.name])
        }
    }

    /// What was not counted before, of all requests together.
    private var kinds: [(name: String, count: Int)] {
        let added = requests.reduce(TokenTotals()) { $0 + $1.added }
        return [
            ("input", added.input), ("output", added.output), ("cacheRead", added.cacheRead),
            ("cacheWrite", added.cacheWrite),
        ]
    }
}
