import Foundation
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

@Suite struct JournalTests {
    @Test func `events and the place they were read up to come back after a restart`() async throws {
        let fixture = try JournalFixture()
        let batch = JournalFixture.batch(["one", "two"])
        let committed = try await fixture.journal.append(batch)
        #expect(committed.newEvents == 2)
        try await fixture.journal.close()
        let again = try fixture.reopened()
        #expect(try await again.checkpoints()["/logs/a.jsonl"] == batch.checkpoint)
        #expect(try await again.normalizerState(of: "/logs/a.jsonl") == batch.normalizerState)
        let slice = try await again.events(of: JournalFixture.session, after: 0, limit: 10)
        #expect(slice.events.map(\.text) == ["one", "two"])
        #expect(slice.events.map(\.sequence) == [1, 2])
    }

    @Test func `conversations are listed by their newest event, and not by what was read last`() async throws {
        let fixture = try JournalFixture()
        for (number, time) in [("a", 500), ("b", 900), ("c", 700), ("b", 400)] as [(String, Int64)] {
            let template = JournalFixture.batch([number])
            let session = SessionID(rawValue: number)
            let key = EventID(high: UInt64(time), low: 1)
            let event = ConversationEvent(
                id: key, sessionID: session, kind: .userMessage, content: .text(number),
                time: Timestamp(milliseconds: time), turn: 1)
            _ = try await fixture.journal.append(
                EventBatch(
                    source: SourceReference(
                        path: "/logs/\(number).jsonl", provider: ProviderID("claude"), nativeID: number, agentID: nil),
                    session: SessionKey(provider: ProviderID("claude"), nativeID: number), sessionID: session,
                    buffer: template.buffer, baseOffset: 0,
                    records: [NormalizedRecord(key: key, digest: key, bytes: 0..<1, events: [event])],
                    facts: SessionFacts(), checkpoint: template.checkpoint, normalizerState: ""))
        }
        var listed: [String] = []
        var last: SessionID?
        repeat {
            last = try await fixture.journal.sessions(provider: nil, after: last, limit: 1).first?.id
            if let last { listed.append(last.rawValue) }
        } while last != nil
        #expect(listed == ["b", "c", "a"])
    }

    @Test func `the same batch twice is taken once`() async throws {
        let fixture = try JournalFixture()
        let batch = JournalFixture.batch(["one", "two"])
        _ = try await fixture.journal.append(batch)
        #expect(try await fixture.journal.append(batch).newEvents == 0)
        #expect(try await fixture.journal.session(JournalFixture.session)?.events == 2)
        #expect(try await fixture.journal.session(JournalFixture.session)?.turns == 2)
    }

    @Test func `another record under a known id is kept beside the first`() async throws {
        let fixture = try JournalFixture()
        let first = JournalFixture.batch(["one"])
        _ = try await fixture.journal.append(first)
        let record = first.records[0]
        let other = EventBatch(
            source: first.source, session: first.session, sessionID: first.sessionID, buffer: Array("ONE\n".utf8),
            baseOffset: 0,
            records: [
                NormalizedRecord(key: record.key, digest: EventID(high: 9, low: 9), bytes: 0..<3, events: record.events)
            ], facts: SessionFacts(), checkpoint: first.checkpoint, normalizerState: "")
        #expect(try await fixture.journal.append(other).newEvents == 1)
        let kinds = try await fixture.journal.events(of: JournalFixture.session, after: 0, limit: 10).events.map(\.kind)
        #expect(kinds == [.userMessage, .raw])
    }

    @Test func `text is kept to the last byte, NUL included`() async throws {
        let fixture = try JournalFixture()
        _ = try await fixture.journal.append(JournalFixture.batch(["a\0b\u{2028}c"]))
        let events = try await fixture.journal.events(of: JournalFixture.session, after: 0, limit: 10).events
        #expect(events.first?.text == "a\0b\u{2028}c")
    }

    @Test func `a damaged file is named and stays as it is`() throws {
        let fixture = try JournalFixture()
        let path = try fixture.folder.write(String(repeating: "no database ", count: 1000), to: "other.db")
        let error = #expect(throws: JournalError.self) { try Journal(path: path, now: { Timestamp(milliseconds: 0) }) }
        #expect(error?.code == "journal-damaged" || error?.message.contains("damaged") == true)
        #expect(try fixture.folder.text(of: "other.db").hasPrefix("no database"))
    }

    @Test func `only its owner can read it`() throws {
        let fixture = try JournalFixture()
        for name in ["journal.db", "journal.db-wal"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.folder.file(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }
}
