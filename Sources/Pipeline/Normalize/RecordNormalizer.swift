package import KatoModel
package import KatoProviders

/// Turns a batch of raw records into canonical events. Pure: the same records and state give the same result.
package struct RecordNormalizer: Sendable {
    private let provider: any Provider

    package init(provider: any Provider) {
        self.provider = provider
    }

    /// - Parameter stateText: what the last batch of this source left behind; `nil` for the first.
    package func normalize(_ batch: RecordBatch, stateText: String?) -> EventBatch {
        var state = stateText.flatMap(NormalizerState.init(text:)) ?? NormalizerState()
        if batch.startsOver { state = NormalizerState() }
        var facts = batch.source.agentID == nil ? batch.facts : SessionFacts()
        return batch.buffer.withUnsafeBytes { buffer in
            var first = batch.records.first.map { decode(buffer[$0], &state) }
            let key = SessionKey(
                provider: batch.source.provider, nativeID: nativeID(batch.source, first, remembered: state.nativeID))
            let sessionID = EventIdentity.session(key)
            state.nativeID = key.nativeID
            var records: [NormalizedRecord] = []
            records.reserveCapacity(batch.records.count)
            for range in batch.records {
                // One at a time: its bytes are still near the processor when their digest is made.
                let record = (records.isEmpty ? first.take() : nil) ?? decode(buffer[range], &state)
                // A sub-agent's folder and model are not the conversation's.
                if let new = record.facts, batch.source.agentID == nil, record.agentID == nil { facts.merge(new) }
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[range])
                records.append(normalize(record, bytes: bytes, at: range, source: batch.source, sessionID, &state))
            }
            var normalized = EventBatch(
                source: batch.source, session: key, sessionID: sessionID, buffer: batch.buffer,
                baseOffset: batch.baseOffset, records: records, facts: facts, checkpoint: batch.checkpoint,
                normalizerState: state.text)
            normalized.readAt = batch.readAt
            return normalized
        }
    }

    private func decode(_ bytes: Slice<UnsafeRawBufferPointer>, _ state: inout NormalizerState) -> DecodedRecord {
        provider.decode(UnsafeRawBufferPointer(rebasing: bytes), memory: &state.memory)
    }

    /// The conversation of a source: by its name, else by what was found before, else by its first record, else the
    /// file's own name. A later record must not decide: how many come with the first one is chance.
    private func nativeID(_ source: SourceReference, _ first: DecodedRecord?, remembered: String?) -> String {
        source.nativeID ?? remembered ?? first?.sessionID ?? source.baseName
    }

    private func normalize(
        _ record: DecodedRecord, bytes: UnsafeRawBufferPointer, at range: Range<Int>, source: SourceReference,
        _ sessionID: SessionID, _ state: inout NormalizerState
    ) -> NormalizedRecord {
        let agentID = source.agentID ?? record.agentID
        let digest = EventIdentity.bytes(bytes)
        let key: EventID
        // A message that is written again is no other message.
        let isRepeated = record.nativeID != nil && record.nativeID == state.anchor
        if let nativeID = record.nativeID {
            (state.anchor, state.ordinal) = (nativeID, 0)
            key = EventIdentity.record(sessionID, agentID: agentID, nativeID: nativeID)
        } else {
            state.ordinal += 1
            key = EventIdentity.record(
                sessionID, agentID: agentID, anchor: state.anchor, ordinal: state.ordinal, digest: digest)
        }
        // A record always gives an event: what is counted at the end is then what was read.
        let drafts = record.drafts.isEmpty ? DecodedRecord.raw("facts-only").drafts : record.drafts
        var events: [ConversationEvent] = []
        events.reserveCapacity(drafts.count)
        for (index, draft) in drafts.enumerated() {
            if draft.startsTurn, agentID == nil, !isRepeated { state.turn += 1 }
            let id =
                draft.name.map { EventIdentity.event(sessionID, agentID: agentID, name: $0) }
                ?? EventIdentity.event(key, index: index)
            events.append(
                ConversationEvent(
                    id: id, sessionID: sessionID, kind: draft.kind,
                    content: draft.content, time: draft.time, model: draft.model, turn: state.turn,
                    nativeID: record.nativeID, agentID: agentID))
        }
        return NormalizedRecord(
            key: key, digest: digest, bytes: range, events: events,
            isRevision: record.drafts.contains { $0.name != nil }, usage: record.usage)
    }
}
