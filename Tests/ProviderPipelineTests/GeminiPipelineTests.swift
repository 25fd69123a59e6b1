import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct GeminiPipelineTests {
    private static let old = "agent/parcels/chats/session-2026-01-17T08-12-7c1d5b1e.json"
    private static let new = "agent/parcels/chats/session-2026-05-20T17-03-1f9a7f0c.jsonl"

    private static func fixture(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: folder.appending(path: "Fixtures/providers/gemini/parcels/chats/" + name), encoding: .utf8)
    }

    private static let wholeTold = [
        "info info: Automatic update is not available.",
        "user.message: ::record notes/parcels.md\nWhy does the parcel test fail? @test/parcels.py",
        "assistant.message: I will read the test first.",
        "assistant.thinking: **Looking for the Cause**\n\nThe test names a fixture that I have not seen. I should read it.",
        "assistant.thinking: **Choosing a Tool**\n\nReading is enough for now.",
        "call read_file: test/parcels.py",
        "result: def test_weight():\n    assert weigh(3) == 4",
        "call run_shell_command: python -m pytest -q test/parcels.py",
        "failed: F\n1 failed in 0.02s",
        "assistant.message: The test expects 4, and `weigh` adds nothing for the box.",
        "user.message: Then add the box.",
        "call replace: parcels.py",
        "failed: cancelled",
    ]

    private static let eventsTold = [
        "user.message: ::capture\nSort the list in @names.txt",
        "system.message: --- Content from referenced files ---\n\n\nContent from @names.txt:\n\n\n::stop\nzoe\nada\n\n\n\n--- End of content ---",
        "assistant.message: Sorting it.",
        "assistant.thinking: **Sorting**\n\nTwo names only.",
        "call write_file: names.txt",
        "result: --- names.txt\n+++ names.txt\n-zoe\n ada\n+zoe",
        "assistant.message: Done.",
        "user.message: No, backwards.",
        "info rewind: m-0004",
        "user.message: Now by length.",
        "info error: [API Error: quota]",
        "info history-replaced: -",
        "system.message: Summary of what was said: a list was sorted.\n::stop",
    ]

    @Test func `a document is told in its order, with what surrounds it`() async throws {
        let chats = try Conversations(GeminiProvider())
        try chats.folder.write("/home/ada/parcels", to: "agent/parcels/.project_root")
        try chats.folder.write(Self.fixture("session-2026-01-17T08-12-7c1d5b1e.json"), to: Self.old)
        try await chats.read()
        #expect(try await chats.told() == Self.wholeTold)
        let session = try #require(try await chats.session())
        #expect(session.key.nativeID == "7c1d5b1e-93f0-4a53-9d0e-2a5f6d1c8e44")
        #expect(session.facts.workingDirectory == "/home/ada/parcels")
        #expect(session.facts.title == "Why does the parcel test fail? @test/parcels.py")
        #expect(session.facts.models == ["gemini-2.5-pro"])
        #expect(session.turns == 2)
        #expect(try await chats.events().map(\.turn).last == 2)
    }

    @Test func `a file of changes is told in its order, each part once`() async throws {
        let chats = try Conversations(GeminiProvider())
        try chats.folder.write(Self.fixture("session-2026-05-20T17-03-1f9a7f0c.jsonl"), to: Self.new)
        try await chats.read()
        #expect(try await chats.told() == Self.eventsTold)
        let session = try #require(try await chats.session())
        #expect(session.facts.title == "Sort a list of names")
        #expect(session.facts.models == ["gemini-3-pro", "gemini-3-flash"])
        #expect(session.turns == 3)
        #expect(session.tokens.output == 32)
        #expect(session.tokens.cacheRead == 11_000)
    }

    @Test func `read line by line, it is the same`() async throws {
        let (whole, slow) = (try Conversations(GeminiProvider()), try Conversations(GeminiProvider()))
        let text = try Self.fixture("session-2026-05-20T17-03-1f9a7f0c.jsonl")
        try whole.folder.write(text, to: Self.new)
        try await whole.read()
        for line in text.split(separator: "\n") {
            try slow.folder.append(line + "\n", to: Self.new)
            try await slow.read()
        }
        let (left, right) = (try await whole.events(), try await slow.events())
        #expect(left.filter { $0.kind != .raw }.map(\.id) == right.filter { $0.kind != .raw }.map(\.id))
        #expect(try await slow.told() == Self.eventsTold)
    }

    @Test func `a document that grows message by message and call by call is the same in the end`() async throws {
        let chats = try Conversations(GeminiProvider())
        let text = try Self.fixture("session-2026-01-17T08-12-7c1d5b1e.json")
        var document = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let messages = try #require(document["messages"] as? [[String: Any]])
        for count in 1...messages.count {
            // As the agent does it: the message first, then again with its calls, then with their results.
            for stage in 0..<3 {
                var last = messages[count - 1]
                if let calls = last["toolCalls"] as? [[String: Any]] {
                    last["toolCalls"] = stage == 0 ? nil : stage == 1 ? calls.map(Self.started) : calls
                }
                document["messages"] = Array(messages[..<(count - 1)]) + [last]
                document["lastUpdated"] = "2026-01-17T08:\(10 + count):0\(stage).000Z"
                let bytes = try JSONSerialization.data(
                    withJSONObject: document, options: [.prettyPrinted, .sortedKeys])
                try chats.folder.write([UInt8](bytes), to: Self.old)
                try await chats.read()
            }
        }
        // Results come when they are there, so two calls of one message stand before both of their results.
        #expect(try await chats.told().sorted() == Self.wholeTold.sorted())
        #expect(try await chats.session()?.turns == 2)
        let ids = try await chats.events().map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    private static func started(_ call: [String: Any]) -> [String: Any] {
        var call = call
        for key in ["result", "resultDisplay"] { call[key] = nil }
        call["status"] = "executing"
        return call
    }

    @Test func `a rewound document keeps what was said`() async throws {
        let chats = try Conversations(GeminiProvider())
        let head = #"{"sessionId":"s","messages":["#
        let items = (1...4).map { #"{"id":"\#($0)","type":"user","content":"say \#($0)"}"# }
        try chats.folder.write(head + items.joined(separator: ",") + "]}", to: Self.old)
        try await chats.read()
        let other = #"{"id":"5","type":"user","content":"instead"}"#
        try chats.folder.write(head + (items[..<2] + [other]).joined(separator: ",") + "]}", to: Self.old)
        try await chats.read()
        #expect(try await chats.told() == (1...4).map { "user.message: say \($0)" } + ["user.message: instead"])
    }

    @Test func `a question that is written again begins no other turn`() async throws {
        let chats = try Conversations(GeminiProvider())
        let question = #"{"id":"u1","type":"user","content":"How long?"}"# + "\n"
        try chats.folder.append(
            #"{"sessionId":"s"}"# + "\n" + question + question + #"{"id":"m","type":"gemini","content":"Long."}"#
                + "\n", to: Self.new)
        try await chats.read()
        #expect(try await chats.events().filter { $0.kind == .assistantMessage }.map(\.turn) == [1])
    }

    @Test func `a text that grew is complete, and no part of it stands twice`() async throws {
        let chats = try Conversations(GeminiProvider())
        func message(_ text: String) -> String { #"{"id":"m","type":"gemini","content":"\#(text)"}"# + "\n" }
        try chats.folder.append(#"{"sessionId":"s"}"# + "\n", to: Self.new)
        for text in ["One", "One two", "One", "One two three", "Something else", "One two three"] {
            try chats.folder.append(message(text), to: Self.new)
            try await chats.read()
        }
        let told = ["assistant.message: One", "assistant.message:  two", "assistant.message:  three"]
        #expect(try await chats.told() == told)
        #expect(try await chats.events().count { $0.content == .raw(reason: "variant") } == 1)
        // The same once more under another name, read at one go.
        let all = try chats.folder.text(of: Self.new)
        try chats.folder.write(all, to: "agent/0a1b/chats/session-copy.jsonl")
        let before = try await chats.events()
        try await chats.read()
        #expect(try await chats.events() == before)
    }

    @Test func `a conversation that was cleaned goes on, with the message that grew meanwhile`() async throws {
        let chats = try Conversations(GeminiProvider())
        func message(_ id: String, _ text: String) -> String {
            #"{"id":"\#(id)","type":"gemini","content":"\#(text)"}"# + "\n"
        }
        try chats.folder.append(#"{"sessionId":"s"}"# + "\n" + message("m", "One"), to: Self.new)
        try await chats.read()
        try await chats.clean()
        #expect(try await chats.sessions().isEmpty)
        try chats.folder.append(message("m", "One two") + message("n", "Next"), to: Self.new)
        try await chats.read()
        #expect(try await chats.told() == ["assistant.message: One two", "assistant.message: Next"])
    }

    @Test func `the older document, the file of changes beside it and a copy elsewhere are one conversation`()
        async throws
    {
        let chats = try Conversations(GeminiProvider())
        let text = try Self.fixture("session-2026-01-17T08-12-7c1d5b1e.json")
        try chats.folder.write(text, to: Self.old)
        try await chats.read()
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var lines = [["sessionId": document["sessionId"] ?? "", "kind": "main"] as [String: Any]]
        lines += document["messages"] as? [[String: Any]] ?? []
        lines.append(["id": "later", "type": "user", "content": [["text": "And now?"]]])
        let jsonl = try lines.map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) + "\n"
        }.joined()
        try chats.folder.write(jsonl, to: Self.old + "l")
        try chats.folder.write(text, to: "agent/0a1b2c/chats/session-2026-01-17T08-12-7c1d5b1e.json")
        try await chats.read()
        #expect(try await chats.told() == Self.wholeTold + ["user.message: And now?"])
        #expect(try await chats.session()?.turns == 3)
    }

    @Test func `a sub-agent belongs to its conversation and does not speak in it`() async throws {
        let chats = try Conversations(GeminiProvider())
        try chats.folder.write(
            #"{"sessionId":"main"}"# + "\n" + #"{"id":"1","type":"user","content":"go"}"# + "\n", to: Self.new)
        try chats.folder.write(
            #"{"sessionId":"sub","kind":"subagent"}"# + "\n" + #"{"id":"2","type":"user","content":"::record"}"# + "\n",
            to: "agent/parcels/chats/main/sub.jsonl")
        try await chats.read()
        #expect(try await chats.told().sorted() == ["(sub) user.message: ::record", "user.message: go"])
        #expect(try await chats.session()?.turns == 1)
    }
}
