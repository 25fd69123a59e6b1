import KatoJournal
import KatoModel
import KatoTestSupport

/// A journal in a folder of its own, and batches to put into it.
struct JournalFixture {
    let folder: TemporaryDirectory
    let journal: Journal
    static let session = SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a")

    init() throws {
        folder = try TemporaryDirectory()
        journal = try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 1_000) })
    }

    /// The same state after the process ended and began again.
    func reopened() throws -> Journal {
        try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 2_000) })
    }

    /// One record for each text, a message of the user each, read up to the end of the last.
    static func batch(
        _ texts: [String], from offset: UInt64 = 0, kind: EventKind = .userMessage, agentID: String? = nil,
        isRevision: Bool = false, session: SessionID = session, nativeID: String = "a"
    ) -> EventBatch {
        var buffer: [UInt8] = []
        var records: [NormalizedRecord] = []
        for (index, text) in texts.enumerated() {
            let start = buffer.count
            buffer += Array(text.utf8) + [0x0A]
            let key = EventID(high: UInt64(truncatingIfNeeded: text.hashValue), low: offset + UInt64(index))
            let event = ConversationEvent(
                id: key, sessionID: session, kind: kind, content: .text(text), time: Timestamp(milliseconds: 500),
                turn: 1, nativeID: "n-\(text)", agentID: agentID)
            records.append(
                NormalizedRecord(
                    key: key, digest: key, bytes: start..<(buffer.count - 1), events: [event],
                    isRevision: isRevision))
        }
        let checkpoint = SourceCheckpoint(
            cursor: .byteOffset(offset + UInt64(buffer.count)),
            fingerprint: SourceFingerprint(device: 1, inode: 2, birth: 3), size: offset + UInt64(buffer.count),
            modified: 4)
        return EventBatch(
            source: SourceReference(
                path: "/logs/\(nativeID == "a" ? "a" : session.rawValue).jsonl", provider: ProviderID("claude"),
                nativeID: nativeID, agentID: agentID),
            session: SessionKey(provider: ProviderID("claude"), nativeID: nativeID), sessionID: session, buffer: buffer,
            baseOffset: offset, records: records, facts: SessionFacts(), checkpoint: checkpoint,
            normalizerState: "state \(offset + UInt64(buffer.count))")
    }
}
