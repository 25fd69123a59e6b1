import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// Conversations as OpenCode kept them before its database: a folder for each message, a file for each part.
@Suite struct OpenCodeTreeTests {
    private let chats: Conversations

    init() throws {
        chats = try Conversations(OpenCodeProvider())
        try write(
            "session/p1/ses_1",
            #"{"id":"ses_1","projectID":"p1","directory":"/home/ada/kites","title":"Kites","version":"1.1.8","time":{"created":1000,"updated":1000}}"#
        )
        try write(
            "message/ses_1/msg_1",
            #"{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1001},"modelID":"m"}"#)
        try write(
            "part/msg_1/prt_1",
            #"{"id":"prt_1","messageID":"msg_1","sessionID":"ses_1","type":"text","text":"::capture\nHow long a tail?"}"#
        )
    }

    private func write(_ name: String, _ text: String) throws {
        try chats.folder.write(text, to: "agent/storage/" + name + ".json")
    }

    /// The session's own file changes with each of its messages.
    private func touch(_ updated: Int) throws {
        try write(
            "session/p1/ses_1",
            #"{"id":"ses_1","projectID":"p1","directory":"/home/ada/kites","title":"Kites","version":"1.1.8","time":{"created":1000,"updated":\#(updated)}}"#
        )
    }

    private func answer(_ completed: String = "") throws {
        try write(
            "message/ses_1/msg_2",
            #"{"id":"msg_2","sessionID":"ses_1","role":"assistant","modelID":"m-1","time":{"created":1002\#(completed)},"tokens":{"input":3,"output":5,"reasoning":0,"cache":{"read":0,"write":0}}}"#
        )
    }

    private func text(_ words: String, _ end: String = "") throws {
        try write(
            "part/msg_2/prt_2",
            #"{"id":"prt_2","messageID":"msg_2","sessionID":"ses_1","type":"text","text":"\#(words)","time":{"start":1003\#(end)}}"#
        )
    }

    private static let question = "user.message: ::capture\nHow long a tail?"

    @Test func `an answer is told when it is complete, and once`() async throws {
        try await chats.read()
        #expect(try await chats.told() == [Self.question])
        try answer()
        try text("Seven ti")
        try write(
            "part/msg_2/prt_3",
            #"{"id":"prt_3","messageID":"msg_2","type":"tool","callID":"c1","tool":"bash","state":{"status":"running","input":{"command":"ls"}}}"#
        )
        try await chats.read()
        #expect(try await chats.told() == [Self.question])
        try text("Seven times its own length.", #","end":1004"#)
        try await chats.read()
        #expect(try await chats.told() == [Self.question, "assistant.message: Seven times its own length."])
        try write(
            "part/msg_2/prt_3",
            #"{"id":"prt_3","messageID":"msg_2","type":"tool","callID":"c1","tool":"bash","state":{"status":"completed","input":{"command":"ls"},"output":"tail","title":"List"}}"#
        )
        try answer(#","completed":1006"#)
        try await chats.read()
        let all = [
            Self.question, "assistant.message: Seven times its own length.", "call bash: List", "result: tail",
        ]
        #expect(try await chats.told() == all)
        try touch(2000)
        try await chats.read()
        #expect(try await chats.told() == all)
        let session = try #require(try await chats.session())
        #expect(session.key.nativeID == "ses_1")
        #expect(session.facts.title == "Kites")
        #expect(session.facts.workingDirectory == "/home/ada/kites")
        #expect(session.facts.models == ["m-1"])
        #expect(session.turns == 1 && session.tokens.output == 5)
    }

    @Test func `what was being written when the agent died is told when the conversation goes on`() async throws {
        try answer()
        try text("Half an ans")
        try write("part/msg_2/prt_3", #"{"id":"prt_3","messageID":"#)
        try await chats.read()
        #expect(try await chats.told() == [Self.question])
        try write("message/ses_1/msg_3", #"{"id":"msg_3","sessionID":"ses_1","role":"user","time":{"created":1010}}"#)
        try write("part/msg_3/prt_4", #"{"id":"prt_4","messageID":"msg_3","type":"text","text":"Go on."}"#)
        try await chats.read()
        #expect(
            try await chats.told() == [Self.question, "assistant.message: Half an ans", "user.message: Go on."])
        #expect(try await chats.events().filter { $0.content == .raw(reason: "invalid-json") }.count == 1)
    }

    @Test func `a sub-agent's session belongs to the one that started it`() async throws {
        try write(
            "session/p1/ses_2",
            #"{"id":"ses_2","parentID":"ses_1","directory":"/x","title":"Look","time":{"created":1005}}"#)
        try write("message/ses_2/msg_5", #"{"id":"msg_5","sessionID":"ses_2","role":"user","time":{"created":1006}}"#)
        try write("part/msg_5/prt_9", #"{"id":"prt_9","messageID":"msg_5","type":"text","text":"Look around"}"#)
        try await chats.read()
        #expect(Set(try await chats.told()) == [Self.question, "(ses_2) user.message: Look around"])
        #expect(try await chats.session()?.facts.workingDirectory == "/home/ada/kites")
    }

    @Test func `a conversation that a newer release took into its database is told once`() async throws {
        try await chats.read()
        let store = try OpenCodeStore(path: chats.folder.file("agent/opencode.db"))
        try store.session("ses_1", title: "Kites")
        try store.message("msg_1", in: "ses_1", #"{"role":"user","time":{"created":1001}}"#)
        try store.part(
            "prt_1", of: "msg_1", in: "ses_1", #"{"type":"text","text":"::capture\nHow long a tail?"}"#)
        try await chats.read()
        #expect(try await chats.told().filter { $0.hasPrefix("user.message") } == [Self.question])
        #expect(try await chats.session()?.turns == 1)
    }
}
