package import KatoModel

/// A transaction was not committed; nothing of it is in the journal.
package struct JournalWriteFailed: InternalEvent {
    package let path: String
    package let reason: String
    package let willRetry: Bool

    package init(path: String, reason: String, willRetry: Bool) {
        self.path = path
        self.reason = reason
        self.willRetry = willRetry
    }

    package var name: String { "journal.write.failed" }
    package var level: EventLevel { .error }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("reason", .string(reason)), ("willRetry", .bool(willRetry))]
    }
}

/// Records whose events could not be stored; they are kept as they are.
package struct RecordsQuarantined: InternalEvent {
    package let provider: ProviderID
    /// The source they came from.
    package let path: String
    package let count: Int

    package init(provider: ProviderID, path: String, count: Int) {
        self.provider = provider
        self.path = path
        self.count = count
    }

    package var name: String { "journal.records.quarantined" }
    package var level: EventLevel { .error }
    package var fields: [(String, FieldValue)] {
        [("provider", .string(provider.rawValue)), ("path", .string(path)), ("count", .number(count))]
    }
}

/// A conversation has new events in the journal.
package struct SessionGrew: InternalEvent {
    package let session: SessionID
    package let provider: ProviderID
    /// How many there are more.
    package let newEvents: Int
    /// Of the agent's records.
    package let bytes: Int
    /// When the file was changed, as the system says; 0 where it says nothing. Nanoseconds since 1970, as all below.
    package let changedAt: UInt64
    /// When its records had been read.
    package let readAt: UInt64
    package let commitBegan: UInt64
    package let commitEnded: UInt64
    /// The journal had come this far.
    package let lastSequence: Int64

    package init(
        session: SessionID, provider: ProviderID, newEvents: Int, bytes: Int, changedAt: UInt64, readAt: UInt64,
        commitBegan: UInt64, commitEnded: UInt64, lastSequence: Int64 = 0
    ) {
        self.lastSequence = lastSequence
        self.session = session
        self.provider = provider
        self.newEvents = newEvents
        self.bytes = bytes
        self.changedAt = changedAt
        self.readAt = readAt
        self.commitBegan = commitBegan
        self.commitEnded = commitEnded
    }

    /// A file that was changed long ago was not waited for: reading it began when kato did.
    private var began: UInt64 {
        changedAt > 0 && changedAt <= readAt && readAt - changedAt < Self.live ? changedAt : readAt
    }

    /// A minute.
    private static let live: UInt64 = 60_000_000_000

    package var name: String { "journal.session.grew" }
    package var level: EventLevel { .debug }
    package var fields: [(String, FieldValue)] {
        [
            ("session", .string(session.rawValue)), ("provider", .string(provider.rawValue)),
            ("newEvents", .number(newEvents)), ("bytes", .number(bytes)),
            ("commitMicroseconds", .number((commitEnded &- commitBegan) / 1000)),
        ]
    }
    package var metrics: [EventMetric] {
        let provider = ["kato.provider": provider.rawValue]
        let latency =
            began < readAt
            ? [
                EventMetric(
                    "kato.ingest.latency", .histogram, unit: "us", Int64((commitEnded &- began) / 1000), provider)
            ]
            : []
        return latency + [
            EventMetric("kato.ingest.events", .counter, unit: "{event}", Int64(newEvents), provider),
            EventMetric("kato.ingest.bytes", .counter, unit: "By", Int64(bytes), provider),
            EventMetric(
                "kato.journal.commit.duration", .histogram, unit: "us", Int64((commitEnded &- commitBegan) / 1000)),
        ]
    }
    package var span: EventSpan? {
        EventSpan("kato.batch", .batch, began: began, ended: commitEnded, session: session)
    }
}

/// The journal can be written again.
package struct JournalWriteResumed: InternalEvent {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var name: String { "journal.write.resumed" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] { [("path", .string(path))] }
}
