import Foundation
import GRDB
import KatoModel
import StrictJSON

/// Events as rows of `SELECT events.*, sessions.uuid AS uuid`.
enum EventRow {
    /// The columns every reader of events selects.
    static let select = """
        SELECT e.seq, e.id, e.kind, e.time, e.turn, e.model, e.agent, e.native_id, e.text, e.detail, s.uuid, e.text_bytes,
            CASE WHEN e.text_from IS NOT NULL
                THEN (SELECT substr(raw, e.text_from + 1, e.text_bytes) FROM records WHERE id = e.record) END
        FROM events e JOIN sessions s ON s.id = e.session
        """

    /// An event, or `nil` for a kind of a newer version.
    static func event(_ row: Row) throws -> ConversationEvent? {
        let idBytes: Data = row[1]
        guard let kind = EventKind(rawValue: row[2]), let id = EventID(bytes: [UInt8](idBytes)) else { return nil }
        let text = try text(row)
        let detail = try (row[9] as Data?).map { try JSONValue.parse([UInt8]($0)) }
        guard let content = EventContentCodec.content(text: text, detail: detail) else { return nil }
        return ConversationEvent(
            id: id, sessionID: SessionID(rawValue: row[10]), sequence: row[0], kind: kind, content: content,
            time: (row[3] as Int64?).map(Timestamp.init(milliseconds:)), model: row[5], turn: row[4],
            nativeID: row[7], agentID: row[6])
    }

    private static func text(_ row: Row) throws -> String? {
        if let count = row[11] as Int? { return try TextPlace.text(row[12], count: count) }
        return (row[8] as Data?).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Bytes of text and detail in a row: what bounds a page.
    static func weight(_ row: Row) -> Int {
        [8, 9, 12].reduce(0) { $0 + ((row[$1] as Data?)?.count ?? 0) }
    }
}
