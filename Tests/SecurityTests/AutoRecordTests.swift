import Foundation
import KatoCommands
import KatoJournal
import KatoModel
import KatoObservability
import KatoTestSupport
import StrictJSON
import Testing

/// Recording without a word is a command that nobody typed: it passes the same gate and leaves the same lines.
@Suite(.serialized) struct AutoRecordTests {
    private static func audited(_ chat: ChatBox, _ lines: [String]) async throws -> [JSONValue] {
        let path = chat.box.root + "/state/audit.jsonl"
        let emitter = EventEmitter(
            operational: nil, audit: AuditLog(path: path), now: { Timestamp(milliseconds: 1_774_915_200_000) })
        for line in lines { try await chat.take([line], emitter: emitter) }
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try chat.box.folder.text(of: "root/state/audit.jsonl").split(separator: "\n").map {
            try JSONValue.parse(String($0))
        }
    }

    private static func rule(_ directory: String?, _ name: String? = nil) throws -> WorkspaceRule {
        WorkspaceRule(directory: directory, naming: try name.map { try FileNameTemplate($0) }, recordsByItself: true)
    }

    @Test func `the first message that counts begins a recording, once, with an audit line of its own reason`()
        async throws
    {
        let chat = try ChatBox { try Self.rule($0.root + "/notes", "{provider}/{title}-{id}") }
        let lines = try await Self.audited(chat, [ChatBox.user("hello"), ChatBox.user("again")])
        let made = try await chat.executed()
        #expect(made.count == 2 && made.first == "record", "\(made)")
        #expect(made.last?.hasPrefix(chat.box.root + "/notes/claude/hello-") == true, "\(made)")
        let decided = lines.filter { $0["event"] == "command.decided" }
        #expect(
            decided.count == 1 && decided.first?["reason"] == "auto-record" && decided.first?["decision"] == "allow")
        #expect(lines.contains { $0["event"] == "policy.path.decided" && $0["decision"] == "allow" })
    }

    @Test func `a stop is the last word`() async throws {
        let chat = try ChatBox { _ in try Self.rule(nil) }
        let lines = try await Self.audited(chat, ["hello", "::stop", "more"].map { ChatBox.user($0) })
        #expect(lines.compactMap { $0["command"]?.stringValue } == ["record", "stop"])
    }

    @Test(arguments: [
        ("/outside", "outside-roots"), ("/root/state", "protected-path"), ("/root/link", "symbolic-link"),
    ])
    func `where the gate says no, nothing is made and the denial stands in the audit log once`(
        folder: String, reason: String
    ) async throws {
        let chat = try ChatBox { try Self.rule($0.folder.path + folder) }
        try chat.box.link("root/link", to: chat.box.outside)
        let before = try chat.box.outsideState()
        let lines = try await Self.audited(chat, ["hello", "again"].map { ChatBox.user($0) })
        #expect(try await chat.executed().isEmpty)
        #expect(try chat.box.outsideState() == before)
        let decided = lines.filter { $0["event"] == "command.decided" }
        #expect(decided.count == 1 && decided.first?["decision"] == "deny", "\(lines.map { $0.text() })")
        #expect(decided.first?["reason"]?.stringValue == reason, "\(decided.map { $0.text() })")
    }

    @Test func `without an audit log nothing is recorded`() async throws {
        let chat = try ChatBox { _ in try Self.rule(nil) }
        let path = chat.box.root + "/state/audit.jsonl"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let emitter = EventEmitter(
            operational: nil, audit: AuditLog(path: path), now: { Timestamp(milliseconds: 1_774_915_200_000) })
        try await chat.take([ChatBox.user("hello")], emitter: emitter)
        #expect(try await chat.journal.recordings(of: nil, after: nil, limit: 10).isEmpty)
    }

    @Test(arguments: [
        #""timestamp":"2020-01-01T00:00:00.000Z""#, #""timestamp":null"#, #""isMeta":true"#, #""cwd":"/other""#,
        #""cwd":"/work/../work""#,
    ])
    func `history, messages that nobody typed and other folders begin nothing`(fields: String) async throws {
        let chat = try ChatBox { _ in try Self.rule(nil) }
        #expect(try await Self.audited(chat, [ChatBox.user("hello", fields)]).isEmpty)
        #expect(try await chat.executed().isEmpty)
    }
}
