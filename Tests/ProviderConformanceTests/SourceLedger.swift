import KatoModel

/// What a journal would hold: each record once, with its events, in the order in which it was first read.
struct SourceLedger {
    private(set) var events: [ConversationEvent] = []
    private(set) var digests: Set<EventID> = []
    private(set) var facts = SessionFacts()
    private(set) var usage: [String: Int] = [:]
    private var records: [EventID: EventID] = [:]
    private var named: [EventID: ConversationEvent] = [:]

    /// Takes what a batch adds.
    mutating func take(_ batch: EventBatch) {
        facts.merge(batch.facts)
        for record in batch.records {
            digests.insert(record.digest)
            if let cost = record.usage { usage[cost.request] = max(usage[cost.request] ?? 0, cost.output) }
            take(record)
        }
    }

    private mutating func take(_ record: NormalizedRecord) {
        guard let known = records[record.key] else {
            records[record.key] = record.digest
            add(record.events, isRevision: record.isRevision)
            return
        }
        let variant = EventID(high: record.key.high ^ record.digest.high, low: record.key.low ^ record.digest.low)
        guard known != record.digest, records[variant] == nil else { return }
        records[variant] = record.digest
        if record.isRevision { add(record.events, isRevision: true) }
    }

    /// A revision repeats events; those that are known with this content are passed over.
    private mutating func add(_ new: [ConversationEvent], isRevision: Bool) {
        for event in new {
            if isRevision, named[event.id]?.content == event.content { continue }
            named[event.id] = event
            events.append(event)
        }
    }
}
