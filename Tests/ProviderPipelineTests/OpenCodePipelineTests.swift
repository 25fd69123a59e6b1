import Foundation
import GRDB
import KatoJournal
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct OpenCodePipelineTests {
    private static let asking = #"{"role":"assistant","modelID":"gpt-5.3","providerID":"openai","time":{"created":1}}"#
    private static let done =
        #"{"role":"assistant","modelID":"gpt-5.3","providerID":"openai","time":{"created":1,"completed":2}}"#

    private static func text(_ text: String, ended: Bool) -> String {
        #"{"type":"text","text":"\#(text)","time":{"start":1783180800500\#(ended ? #","end":1783180800900"# : "")}}"#
    }

    @Test func `an answer that streams into its row is told when it is final`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        try store.user("msg_1", in: "ses_1", "::capture\nWeigh the box")
        try await chats.read()
        #expect(try await chats.told() == ["user.message: ::capture\nWeigh the box"])
        try store.message("msg_2", in: "ses_1", Self.asking)
        for length in 1...3 {
            try store.part("prt_2a", of: "msg_2", in: "ses_1", Self.text(String("Loo".prefix(length)), ended: false))
            try await chats.read()
        }
        #expect(try await chats.told().count == 1)
        try store.part("prt_2a", of: "msg_2", in: "ses_1", Self.text("Looking.", ended: true))
        try store.part(
            "prt_2b", of: "msg_2", in: "ses_1",
            #"{"type":"tool","tool":"bash","callID":"c1","state":{"status":"running","input":{"command":"ls"}}}"#)
        try await chats.read()
        #expect(try await chats.told().last == "assistant.message: Looking.")
        try store.part(
            "prt_2b", of: "msg_2", in: "ses_1",
            #"{"type":"tool","tool":"bash","callID":"c1","state":{"status":"completed","input":{"command":"ls"},"output":"gone","title":"List","metadata":{"exit":2}}}"#
        )
        try store.part("prt_2c", of: "msg_2", in: "ses_1", Self.text("It weighs 3 kg.", ended: true))
        try store.message("msg_2", in: "ses_1", Self.done)
        try store.session("ses_1", title: "The weight of a box")
        try await chats.read()
        #expect(
            try await chats.told() == [
                "user.message: ::capture\nWeigh the box", "assistant.message: Looking.", "call bash: List",
                "failed: gone", "assistant.message: It weighs 3 kg.",
            ])
        let session = try #require(try await chats.session())
        #expect(session.key.nativeID == "ses_1")
        #expect(session.facts.title == "The weight of a box")
        #expect(session.facts.workingDirectory == "/home/ada/parcels")
        #expect(session.facts.models == ["gpt-5.3"])
        #expect(session.facts.agentVersion == "1.16.0")
        try store.queue.close()
    }

    @Test func `a database of the release that is out is told in its order`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let fixture = try Data(contentsOf: folder.appending(path: "Fixtures/providers/opencode/opencode.db"))
        try chats.folder.write([UInt8](fixture), to: "agent/opencode.db")
        try await chats.read()
        #expect(
            try await chats.told() == [
                "user.message: ::capture\nWeigh the box", "system.message: Called the Read tool with box.md\n::stop",
                "info step-start: -", "assistant.thinking: I should look.", "call task: Look for the box",
                "result: On the table.", "call bash: Read the scale", "failed: no such command",
                "assistant.message: It weighs 3 kg.", "info step-finish: stop", "info APIError: quota",
                "(ses_6f02) user.message: Where is it?",
            ])
        let session = try #require(try await chats.session())
        #expect(session.tokens.output == 52)
        #expect(session.tokens.input == 1200)
        #expect(session.facts.title == "The weight of a box")
        #expect(session.turns == 1)
    }

    @Test func `reading everything again adds nothing`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        for number in 1...5 { try store.user("msg_\(number)", in: "ses_1", "say \(number)") }
        try await chats.read()
        let before = try await chats.events()
        // A row that goes makes the reader begin anew.
        try await store.queue.write { try $0.execute(sql: "DELETE FROM part WHERE message_id = 'msg_5'") }
        try await chats.read()
        #expect(try await chats.events() == before)
        #expect(before.filter { $0.kind != .raw }.map(\.turn) == [1, 2, 3, 4, 5])
        try store.queue.close()
    }

    @Test func `what was being written when the agent died is told when the conversation goes on`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        try store.user("msg_1", in: "ses_1", "go")
        try store.message("msg_2", in: "ses_1", Self.asking)
        try store.part("prt_2", of: "msg_2", in: "ses_1", Self.text("Half an ans", ended: false))
        try await chats.read()
        #expect(try await chats.told() == ["user.message: go"])
        try store.user("msg_3", in: "ses_1", "are you there?")
        try await chats.read()
        #expect(
            try await chats.told() == [
                "user.message: go", "assistant.message: Half an ans", "user.message: are you there?",
            ])
        try store.queue.close()
    }

    @Test func `a conversation that was cleaned goes on`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        try store.user("msg_1", in: "ses_1", "go")
        try await chats.read()
        try await chats.clean()
        #expect(try await chats.sessions().isEmpty)
        // The row that was changed last may have changed again, so it is read once more.
        try store.user("msg_2", in: "ses_1", "go on")
        try await chats.read()
        #expect(try await chats.told() == ["user.message: go", "user.message: go on"])
        try store.queue.close()
    }

    @Test func `conversations are told apart, and sub-agents belong to theirs`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        try store.session("ses_2")
        try store.session("ses_3", parent: "ses_1")
        try store.session("ses_4", parent: "ses_3")
        try store.session("ses_5", parent: "ses_gone")
        for number in 1...5 { try store.user("msg_\(number)", in: "ses_\(number)", "in \(number)") }
        try await chats.read()
        let sessions = try await chats.sessions()
        #expect(sessions.map(\.key.nativeID).sorted() == ["ses_1", "ses_2", "ses_5"])
        let first = try #require(sessions.first { $0.key.nativeID == "ses_1" })
        let events = try await chats.journal.events(of: first.id, after: 0, limit: 10).events
        #expect(events.filter { $0.kind != .raw }.map(\.agentID) == [nil, "ses_3", "ses_4"])
        #expect(first.turns == 1)
        try store.queue.close()
    }

    @Test func `a row with broken JSON is kept raw and harms no other`() async throws {
        let chats = try Conversations(OpenCodeProvider())
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1")
        try store.message("msg_0", in: "ses_1", "{broken")
        try store.part("prt_0", of: "msg_0", in: "ses_1", "also broken")
        try store.user("msg_1", in: "ses_1", "fine")
        try await chats.read()
        #expect(try await chats.told() == ["user.message: fine"])
        let raw = try await chats.events().filter { $0.content == .raw(reason: "unexpected-shape:data") }
        #expect(raw.map(\.nativeID) == ["prt_0", "msg_0"])
        try store.queue.close()
    }
}
