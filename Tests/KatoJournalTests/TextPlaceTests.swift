import Foundation
import GRDB
import KatoModel
import KatoTestSupport
import StrictJSON
import Testing

@testable import KatoJournal

/// Long texts are read from their records.
@Suite struct TextPlaceTests {
    private static let long = String(repeating: "über „Text\"\n\u{0}\\ ", count: 200) + "."

    /// A record of JSON and its one event.
    private static func batch(_ record: JSONValue, _ content: EventContent, number: UInt64 = 1) -> EventBatch {
        let bytes = record.encoded()
        let key = EventID(high: number, low: 1)
        let event = ConversationEvent(
            id: key, sessionID: JournalFixture.session, kind: .assistantMessage, content: content,
            time: Timestamp(milliseconds: 500), turn: 1)
        let template = JournalFixture.batch(["x"])
        return EventBatch(
            source: template.source, session: template.session, sessionID: template.sessionID,
            buffer: bytes + [0x0A], baseOffset: 0,
            records: [NormalizedRecord(key: key, digest: key, bytes: 0..<bytes.count, events: [event])],
            facts: SessionFacts(), checkpoint: template.checkpoint, normalizerState: "")
    }

    private func events(_ fixture: JournalFixture) async throws -> [ConversationEvent] {
        try await fixture.journal.events(of: JournalFixture.session, after: 0, limit: 10).events
    }

    private func stored(_ fixture: JournalFixture) throws -> (text: Int?, bytes: Int?) {
        let queue = try DatabaseQueue(path: fixture.folder.file("journal.db"))
        return try queue.read { db in
            let row = try Row.fetchOne(db, sql: "SELECT length(text), text_bytes FROM events")
            return (row?[0], row?[1])
        }
    }

    @Test(arguments: [
        EventContent.text(long), .toolResult(callID: "1", text: long, isError: true), .info(name: "n", text: long),
    ])
    func `a long text that stands in its record is stored once and read the same`(content: EventContent) async throws {
        let fixture = try JournalFixture()
        _ = try await fixture.journal.append(Self.batch(["a": "short", "b": [.string("\n" + Self.long)]], content))
        #expect(try await events(fixture).map(\.content) == [content])
        let stored = try stored(fixture)
        #expect(stored.text == nil)
        #expect(try #require(stored.bytes) > Self.long.utf8.count)
    }

    @Test func `a text that is short or put together is stored with its event`() async throws {
        for (text, record) in [("short", ["a": "short"]), (Self.long + Self.long, ["a": .string(Self.long)])]
            as [(String, JSONValue)]
        {
            let fixture = try JournalFixture()
            _ = try await fixture.journal.append(Self.batch(record, .text(text)))
            #expect(try await events(fixture).map(\.text) == [text])
            #expect(try stored(fixture).text == text.utf8.count)
        }
    }

    @Test func `a page of long texts ends where a page of stored ones would`() async throws {
        let fixture = try JournalFixture()
        let text = String(repeating: "y", count: 600_000)
        for number in 1...3 as ClosedRange<UInt64> {
            _ = try await fixture.journal.append(Self.batch(["a": .string(text)], .text(text), number: number))
        }
        let page = try await fixture.journal.events(of: JournalFixture.session, after: 0, limit: 10)
        #expect(page.events.count == 2)
        #expect(!page.isLast)
    }

    @Test(arguments: [
        "DELETE FROM records", "UPDATE records SET raw = CAST('{}' AS BLOB)",
        "UPDATE events SET text_bytes = text_bytes - 1",
    ])
    func `a record that is gone or another one is an error and no empty message`(damage: String) async throws {
        let fixture = try JournalFixture()
        let text = String(repeating: "y", count: 2_000) + "\\"
        _ = try await fixture.journal.append(Self.batch(["a": .string(text)], .text(text)))
        try await fixture.journal.pool.write { try $0.execute(sql: damage) }
        let error = await #expect(throws: JournalError.self) { try await events(fixture) }
        #expect(error?.code == "journal-damaged")
    }
}
