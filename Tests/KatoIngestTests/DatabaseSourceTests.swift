import Foundation
import GRDB
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// The database belongs to another connection, as it does when an agent is at work.
@Suite struct DatabaseSourceTests {
    private static let shape = SourceShape.database(
        DatabaseLayout(
            conversations: """
                SELECT id, root, (SELECT max(changed) FROM row WHERE chat = chat.id) AS touched FROM chat ORDER BY id
                """,
            state: "SELECT count(*) AS rows, max(changed) AS newest FROM row WHERE chat = ?1",
            rows: """
                SELECT id, text, final, changed, printf('%09d', id) AS place FROM row
                WHERE chat = ?1 AND changed >= ?2 AND place > ?4 ORDER BY place LIMIT ?3
                """))

    /// The agent's side.
    private static func open(_ source: Ingesting, log: Bool = true) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: source.folder.file("agent.db"))
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = \(log ? "WAL" : "DELETE")")
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS chat (id TEXT PRIMARY KEY, root TEXT);
                    CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, chat TEXT, text TEXT, final INTEGER, changed INTEGER);
                    """)
        }
        return queue
    }

    private static func put(
        _ queue: DatabaseQueue, _ id: Int, _ chat: String, _ text: String, at changed: Int, final: Bool = true
    ) throws {
        try queue.write { db in
            try db.execute(sql: "INSERT OR IGNORE INTO chat (id) VALUES (?)", arguments: [chat])
            try db.execute(
                sql: "INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?, ?)", arguments: [id, chat, text, final, changed])
        }
    }

    @Test func `when rows went while others came, everything is read again`() async throws {
        let source = try Ingesting(Self.shape)
        let queue = try Self.open(source)
        for id in 1...3 { try Self.put(queue, id, "a", "t\(id)", at: id) }
        #expect(try await source.look().records.count == 3)
        try await queue.write { try $0.execute(sql: "DELETE FROM row WHERE id IN (1, 2)") }
        // One that came with an old time, and one with a new one.
        try Self.put(queue, 4, "a", "t4", at: 9)
        #expect(try await source.look().records == [Self.record(3, "t3"), Self.record(4, "t4")])
    }

    private static func record(_ id: Int, _ text: String) -> String { #"{"id":\#(id),"text":"\#(text)"}"# }

    /// Names, sizes and times of everything in the folder.
    private static func state(_ source: Ingesting) throws -> [String] {
        try source.folder.names().map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: source.folder.file(name))
            // Who reads marks so in the index of the log, which is memory that the connections share.
            guard !name.hasSuffix("-shm") else { return "\(name) \(attributes[.size] ?? 0)" }
            return "\(name) \(attributes[.size] ?? 0) \(attributes[.modificationDate] ?? 0)"
        }
    }

    @Test(arguments: [true, false])
    func `rows of each conversation come in their order, as a source of their own`(log: Bool) async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source, log: log)
        try Self.put(agent, 1, "a", "one", at: 10)
        try Self.put(agent, 2, "b", "two", at: 11)
        try Self.put(agent, 3, "a", "three", at: 12)
        let look = try await source.look()
        #expect(look.records == [Self.record(1, "one"), Self.record(3, "three"), Self.record(2, "two")])
        #expect(look.batches.map(\.source.nativeID) == ["a", "b"])
        #expect(look.batches.allSatisfy { $0.startsOver })
        #expect(look.unreadable.isEmpty)
        try agent.close()
    }

    @Test func `only conversations that changed are read, and of them only what changed`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        for id in 1...5 { try Self.put(agent, id, id == 5 ? "b" : "a", "text", at: id) }
        _ = try await source.look()
        #expect(try await source.look().records.isEmpty)
        try Self.put(agent, 2, "a", "changed", at: 20)
        try Self.put(agent, 6, "a", "new", at: 21)
        let look = try await source.look()
        // What has the time of the last change may have come after it was read.
        #expect(look.records == [Self.record(2, "changed"), Self.record(4, "text"), Self.record(6, "new")])
        #expect(look.batches.allSatisfy { !$0.startsOver })
        try agent.close()
    }

    @Test func `a row that is not final waits, and nothing is passed over because of it`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        try Self.put(agent, 1, "a", "question", at: 1)
        try Self.put(agent, 2, "a", "half an ans", at: 2, final: false)
        #expect(try await source.look().records == [Self.record(1, "question")])
        try Self.put(agent, 3, "a", "next", at: 9)
        #expect(try await source.look().records == [Self.record(3, "next")])
        // It becomes final without a change of its own, as rows do whose writer died.
        try await agent.write { try $0.execute(sql: "UPDATE row SET final = 1 WHERE id = 2") }
        try Self.put(agent, 4, "a", "last", at: 10)
        let records = try await source.look().records
        #expect(records.contains(Self.record(2, "half an ans")))
        #expect(records.contains(Self.record(4, "last")))
        try agent.close()
    }

    @Test func `rows that went, or came with an old time, make everything be read again`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        for id in 1...3 { try Self.put(agent, id, "a", "text", at: id * 10) }
        _ = try await source.look()
        try await agent.write { try $0.execute(sql: "DELETE FROM row WHERE id = 3") }
        #expect(try await source.look().records == [Self.record(1, "text"), Self.record(2, "text")])
        try Self.put(agent, 4, "a", "late", at: 5)
        #expect(try await source.look().records.contains(Self.record(4, "late")))
        try agent.close()
    }

    @Test func `many rows come in pages, and a crash between two of them costs nothing`() async throws {
        let source = try Ingesting(Self.shape, chunk: 4000)
        let agent = try Self.open(source)
        try await agent.write { db in
            try db.execute(sql: "INSERT INTO chat (id) VALUES ('a')")
            for id in 1...1500 {
                try db.execute(
                    sql: "INSERT INTO row VALUES (?, 'a', ?, 1, ?)", arguments: [id, "text of \(id)", id / 7])
            }
        }
        let first = try await source.look(stoppingAfter: 4)
        let all = (1...1500).map { Self.record($0, "text of \($0)") }
        #expect(first.records == all)
        #expect(first.batches.count > 10)
        #expect(try await source.look().records == all)
        #expect(try await source.look().records.isEmpty)
        try agent.close()
    }

    @Test func `nothing in the folder changes by being read, whoever has it open`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        try Self.put(agent, 1, "a", "in the log", at: 1)
        let before = try Self.state(source)
        #expect(before.count == 3)
        #expect(try await source.look().records.count == 1)
        #expect(try Self.state(source) == before)
        try agent.close()
        // The last connection takes the log with it.
        let closed = try Self.state(source)
        #expect(closed.count == 1)
        let other = try Ingesting(Self.shape)
        try other.folder.write(source.folder.bytes(of: "agent.db"), to: "agent.db")
        #expect(try await other.look().records.count == 1)
        #expect(try other.folder.names() == ["agent.db"])
    }

    @Test func `a log without its index is named instead of made`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        try Self.put(agent, 1, "a", "in the log", at: 1)
        let copy = try Ingesting(Self.shape)
        for name in ["agent.db", "agent.db-wal"] { try copy.folder.write(source.folder.bytes(of: name), to: name) }
        let look = try await copy.look()
        #expect(look.records.isEmpty)
        #expect(look.unreadable.values.first?.contains("-shm") == true)
        #expect(try copy.folder.names() == ["agent.db", "agent.db-wal"])
        try copy.folder.write(source.folder.bytes(of: "agent.db-shm"), to: "agent.db-shm")
        #expect(try await copy.look().records.count == 1)
        try agent.close()
    }

    @Test func `a database is read while another connection writes, and no row is lost or torn`() async throws {
        let source = try Ingesting(Self.shape, chunk: 2000)
        let agent = try Self.open(source)
        try Self.put(agent, 1, "a", "first", at: 1)
        async let writing: Void = {
            for id in 2...400 { try Self.put(agent, id, "a", "row \(id)", at: id) }
        }()
        var seen: Set<String> = []
        for _ in 0..<20 { seen.formUnion(try await source.look().records) }
        try await writing
        let last = try await source.look()
        seen.formUnion(last.records)
        #expect(seen == Set([Self.record(1, "first")] + (2...400).map { Self.record($0, "row \($0)") }))
        #expect(last.unreadable.isEmpty)
        try agent.close()
    }

    @Test func `of many conversations those are examined that were touched`() async throws {
        let source = try Ingesting(Self.shape)
        let agent = try Self.open(source)
        for id in 1...30 { try Self.put(agent, id, "chat \(id)", "text", at: id) }
        #expect(try await source.look().records.count == 30)
        try Self.put(agent, 31, "chat 2", "an old one goes on", at: 40)
        try Self.put(agent, 32, "chat 31", "a new one", at: 41)
        let told = [Self.record(2, "text"), Self.record(31, "an old one goes on"), Self.record(32, "a new one")]
        #expect(try await source.look().records == told)
        try agent.close()
    }

    @Test func `what is no database is named, and an empty file is none yet`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write("", to: "agent.db")
        #expect(try await source.look().unreadable.isEmpty)
        try source.folder.write(String(repeating: "no database ", count: 100), to: "agent.db")
        #expect(try await source.look().unreadable.values.first?.contains("no database") == true)
    }
}
