package import KatoModel

/// The journal is open and its schema is current.
package struct JournalOpened: InternalEvent {
    package let path: String
    /// Number of the newest migration.
    package let schema: Int
    package let sessions: Int
    package let events: Int64

    package init(path: String, schema: Int, sessions: Int, events: Int64) {
        self.path = path
        self.schema = schema
        self.sessions = sessions
        self.events = events
    }

    package var name: String { "journal.opened" }
    package var fields: [(String, FieldValue)] {
        [
            ("path", .string(path)), ("schema", .number(schema)), ("sessions", .number(sessions)),
            ("events", .number(events)),
        ]
    }
}

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

/// A conversation has new events in the journal.
package struct SessionGrew: InternalEvent {
    package let session: SessionID
    /// How many there are more.
    package let newEvents: Int

    package init(session: SessionID, newEvents: Int) {
        self.session = session
        self.newEvents = newEvents
    }

    package var name: String { "journal.session.grew" }
    package var level: EventLevel { .debug }
    package var fields: [(String, FieldValue)] {
        [("session", .string(session.rawValue)), ("newEvents", .number(newEvents))]
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
