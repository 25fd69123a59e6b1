/// Something the program did or noticed: the one declaration that log line, journald entry, audit record, metric, span
/// and `docs/events.md` come from. Nothing logs in another way.
///
/// Holds names, paths, numbers and reasons, never the text of a conversation.
package protocol InternalEvent: Sendable {
    /// Stage and what happened, in the past tense: `ingest.file.discovered`. Stable: people search for it.
    var name: String { get }
    var level: EventLevel { get }
    /// In the order in which they are written. In the audit log they stand beside ``AuditLog/reservedNames``.
    var fields: [(String, FieldValue)] { get }
    /// The decision, where there was one; then the event also belongs in the audit log.
    var audit: AuditFields? { get }
    /// What it adds to measurements, besides being counted itself.
    var metrics: [EventMetric] { get }
    /// The work that ended with it.
    var span: EventSpan? { get }
}

extension InternalEvent {
    package var level: EventLevel { .info }
    package var audit: AuditFields? { nil }
    package var metrics: [EventMetric] { [] }
    package var span: EventSpan? { nil }

    /// Leaves out what is not known.
    func present(_ pairs: (String, FieldValue?)...) -> [(String, FieldValue)] {
        pairs.compactMap { name, value in value.map { (name, $0) } }
    }
}
