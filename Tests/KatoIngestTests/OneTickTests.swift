import FileAccess
import Foundation
import GRDB
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@testable import KatoIngest

/// Somebody says that a source was written, and its size and times are those of before: a clock ticks every few
/// milliseconds.
@Suite struct OneTickTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test func `the last commit to a database is not missed`() throws {
        let queue = try DatabaseQueue(path: folder.file("agent.db"))
        func put(_ text: String, at changed: Int) throws {
            try queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, text TEXT, changed INTEGER);
                        INSERT OR REPLACE INTO row VALUES (1, '\(text)', \(changed));
                        """)
            }
        }
        let shape = SourceShape.database(
            DatabaseLayout(
                conversations: "SELECT 'a' AS id, NULL AS root, changed AS touched FROM row",
                state: "SELECT count(*) AS rows, max(changed) AS newest FROM row WHERE ?1 = 'a'",
                rows: """
                    SELECT id, text, 1 AS final, changed, 'p' AS place FROM row
                    WHERE ?1 = 'a' AND changed >= ?2 AND 'p' > ?4 LIMIT ?3
                    """))
        try put("first", at: 1)
        var source = tracked("agent.db", shape)
        #expect(try look(&source) == [#"{"id":1,"text":"first"}"#])
        try put("other", at: 2)
        #expect(try look(&source) == [])
        source.isHinted = true
        #expect(try look(&source) == [#"{"id":1,"text":"other"}"#])
        try queue.close()
    }

    @Test func `a document that was written anew is not missed`() throws {
        func put(_ text: String) throws {
            try folder.overwrite(#"{"messages":[{"t":"\#(text)"}]}"#, in: "chat.json")
        }
        try put("first")
        var source = tracked("chat.json", .document(DocumentLayout(itemsKey: "messages")))
        #expect(try look(&source).last == #"{"t":"first"}"#)
        try put("other")
        #expect(try look(&source) == [])
        source.isHinted = true
        #expect(try look(&source).last == #"{"t":"other"}"#)
        #expect(try look(&source) == [])
    }

    @Test func `a file in a tree that was written anew is not missed`() throws {
        try folder.write(#"{"id":"chat"}"#, to: "chat.json")
        try folder.overwrite(#"{"m":1}"#, in: "messages/chat/m1.json")
        var source = tracked("chat.json", .tree(TreeLayout(levels: ["messages/*"])))
        #expect(try look(&source).contains { $0.contains(#"{"m":1}"#) })
        try folder.overwrite(#"{"m":2}"#, in: "messages/chat/m1.json")
        #expect(try look(&source) == [])
        source.isHinted = true
        #expect(try look(&source).contains { $0.contains(#"{"m":2}"#) })
    }

    private func tracked(_ name: String, _ shape: SourceShape) -> TrackedSource {
        let provider = StubProvider(shape: shape)
        return TrackedSource(
            found: FoundSource(
                source: SourceReference(
                    path: folder.file(name), provider: provider.id, nativeID: "chat", agentID: nil),
                claim: SourceClaim(nativeID: "chat", agentID: nil, shape: shape),
                root: IngestRoot(path: folder.path, provider: provider), components: [name]))
    }

    /// Reads to the end, and answers what came.
    private func look(_ source: inout TrackedSource) throws -> [String] {
        var reading = SourceReader(files: ScriptedFileSystem(view: \.frozen), limits: ReadLimits()).open(source)
        var records: [String] = []
        while true {
            switch try reading.next() {
            case .unchanged: return records
            case .unreadable(let reason): throw Reading.Unreadable(reason: reason)
            case .nothingComplete(let checkpoint, _):
                source.checkpoint = checkpoint
                return records
            case .cutLine: throw Reading.Unreadable(reason: "a line was cut")
            case .batch(let batch, let isAtEnd, _):
                records += batch.records.map { String(decoding: batch.buffer[$0], as: UTF8.self) }
                if batch.source.path == source.source.path {
                    source.checkpoint = batch.checkpoint
                } else {
                    source.parts[batch.source.path] = batch.checkpoint
                }
                if isAtEnd { return records }
            }
        }
    }
}

extension TemporaryDirectory {
    /// Writes over what stands in a file of the same length, without making another one.
    fileprivate func overwrite(_ text: String, in name: String) throws {
        guard let handle = FileHandle(forWritingAtPath: file(name)) else {
            try write(text, to: name)
            return
        }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}

extension FileStatus {
    /// As it looks while everything happens within one tick of the clock.
    fileprivate var frozen: FileStatus {
        FileStatus(
            kind: kind, device: device, inode: inode, size: size, owner: owner, mode: mode, links: links, modified: 7)
    }
}
