package import KatoModel

/// Blocks were appended to a file and are durable.
package struct RecordingAppended: InternalEvent {
    package let session: SessionID
    package let path: String
    package let blocks: Int
    package let bytes: Int
    /// Nanoseconds since 1970.
    package let began: UInt64
    package let ended: UInt64

    package init(session: SessionID, path: String, blocks: Int, bytes: Int, began: UInt64, ended: UInt64) {
        self.session = session
        self.path = path
        self.blocks = blocks
        self.bytes = bytes
        self.began = began
        self.ended = ended
    }

    package var name: String { "recording.appended" }
    package var level: EventLevel { .debug }
    package var fields: [(String, FieldValue)] {
        [
            ("session", .string(session.rawValue)), ("path", .string(path)), ("blocks", .number(blocks)),
            ("bytes", .number(bytes)),
        ]
    }
    package var metrics: [EventMetric] {
        [
            EventMetric("kato.recording.blocks", .counter, unit: "{block}", Int64(blocks)),
            EventMetric("kato.recording.append.duration", .histogram, unit: "us", Int64((ended &- began) / 1000)),
        ]
    }
    package var span: EventSpan? { EventSpan("kato.append", .part, began: began, ended: ended, session: session) }
}

/// A file cannot be written; what is due waits in the journal.
package struct RecordingPaused: InternalEvent {
    package let path: String
    /// A stable word, for example `disk-full`.
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    package var name: String { "recording.paused" }
    package var level: EventLevel { .warning }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("reason", .string(reason))]
    }
    /// A destination that is not the admitted file any more, or not admitted any more, is one that kato may not write to.
    package var audit: AuditFields? {
        ["destination-unsafe", "destination-denied"].contains(reason) ? AuditFields(.deny, reason: reason) : nil
    }
}

/// A file can be written again.
package struct RecordingResumed: InternalEvent {
    package let path: String
    /// Why it had been paused.
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    package var name: String { "recording.resumed" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("reason", .string(reason))]
    }
    package var audit: AuditFields? {
        switch reason {
        case "destination-unsafe": AuditFields(.allow, reason: "plain-file-again")
        case "destination-denied": AuditFields(.allow, reason: "admitted-again")
        default: nil
        }
    }
}

/// What somebody saved while a file was being written anew stands beside it.
package struct RecordingPutAside: InternalEvent {
    package let path: String
    package let aside: String

    package init(path: String, aside: String) {
        self.path = path
        self.aside = aside
    }

    package var name: String { "recording.put-aside" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] { [("path", .string(path)), ("aside", .string(aside))] }
}

/// A file was left alone because it is not only ours, and another one is written instead.
package struct RecordingDiverted: InternalEvent {
    /// Why it was left alone.
    package enum Reason: String, Sendable, Hashable {
        /// It holds something else than what kato wrote.
        case notOurs = "not-ours"
        /// Its file system cannot exchange two files in one step.
        case noExchange = "no-exchange"
    }

    package let from: String
    package let to: String
    package let reason: Reason

    package init(from: String, to: String, reason: Reason) {
        self.from = from
        self.to = to
        self.reason = reason
    }

    package var name: String { "recording.diverted" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("from", .string(from)), ("to", .string(to)), ("reason", .string(reason.rawValue))]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: reason.rawValue) }
}
