import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Agents other than Claude Code, as their files look on disk, under the real daemon.
    @Suite struct OtherAgentsTests {
        private static func now() -> String {
            Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }

        private static func recording(_ home: KatoHome, _ agent: String) -> String {
            let folder = "kato/recordings/" + agent
            guard let name = try? home.folder.names(in: folder).first(where: { !$0.hasPrefix(".") }) else { return "" }
            return (try? home.folder.text(of: folder + "/" + name)) ?? ""
        }

        /// Writes the whole document anew, in place, as Gemini CLI did until the spring of 2026.
        private static func writeGemini(_ home: KatoHome, _ messages: [JSONValue]) throws {
            let document: JSONValue = .object([
                "sessionId": "7c1d5b1e-93f0-4a53-9d0e-2a5f6d1c8e44", "projectHash": "00", "startTime": .string(now()),
                "lastUpdated": .string(now()), "messages": .array(messages),
            ])
            try home.folder.write(
                document.text(.pretty), to: "home/.gemini/tmp/work/chats/session-2026-01-17T08-12-7c1d5b1e.json")
        }

        private static func gemini(_ id: String, _ type: String, _ text: String, calls: JSONValue? = nil) -> JSONValue {
            var message: JSONObject = [
                "id": .string(id), "timestamp": .string(now()), "type": .string(type), "content": .string(text),
            ]
            if type == "gemini" { message["model"] = "gemini-2.5-pro" }
            message["toolCalls"] = calls
            return .object(message)
        }

        @Test func `a conversation with Gemini is captured, goes on, and each message stands once`() async throws {
            let home = try KatoHome()
            // Outside of the folder that is followed, which a confined daemon has to be allowed to read.
            try home.folder.write(
                #"{"projects":{"\#(home.project)":"work"}}"#, to: "home/.gemini/projects.json")
            try home.folder.makeFolder("home/.gemini/tmp/work/chats")
            try await home.start()
            var messages = [
                Self.gemini("m1", "user", "why is the box heavy?"),
                Self.gemini("m2", "gemini", "there is a stone in it"),
            ]
            try Self.writeGemini(home, messages)
            messages.append(Self.gemini("m3", "user", "::capture\nkeep this"))
            try Self.writeGemini(home, messages)
            try await eventually("the conversation stands in the file") {
                Self.recording(home, "gemini").contains("keep this")
            }
            messages.append(Self.gemini("m4", "gemini", "it is kept"))
            try Self.writeGemini(home, messages)
            messages[3] = Self.gemini(
                "m4", "gemini", "it is kept",
                calls: .array([.object(["id": "c1", "name": "x", "status": "success", "result": "done"])]))
            try Self.writeGemini(home, messages)
            messages.append(Self.gemini("m5", "gemini", "the very last words"))
            try Self.writeGemini(home, messages)
            try await eventually("the last words stand in it") {
                Self.recording(home, "gemini").contains("the very last words")
            }
            let text = Self.recording(home, "gemini")
            for part in [
                "why is the box heavy?", "there is a stone in it", "keep this", "it is kept", "the very last words",
            ] {
                #expect(text.components(separatedBy: "\n").count { $0 == part } == 1, "\(part) in \(text)")
            }
            #expect(text.contains("# gemini-2.5-pro"))
            #expect(text.contains("provider: gemini"))
            let list = try await home.kato("sessions", "list", "--json").json()
            let session = list["sessions"]?.arrayValue?.first ?? list
            #expect(session["title"]?.stringValue == "why is the box heavy?")
            #expect(session["cwd"]?.stringValue == home.project)
        }

        @Test func `a conversation with Copilot is captured into a path of its own folder`() async throws {
            let home = try KatoHome()
            try home.write(
                config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(home.project)]\n")
            try home.folder.makeFolder("home/.copilot/session-state")
            try await home.start()
            var count = 0
            func event(_ type: String, _ data: JSONValue) throws {
                count += 1
                let line: JSONValue = .object([
                    "type": .string(type), "data": data, "id": .string("e\(count)"), "timestamp": .string(Self.now()),
                    "parentId": .null,
                ])
                try home.folder.append(line.text() + "\n", to: "home/.copilot/session-state/c0ffee/events.jsonl")
            }
            try event(
                "session.start",
                .object([
                    "sessionId": "c0ffee", "copilotVersion": "1.0.68",
                    "context": .object(["cwd": .string(home.project), "branch": "main"]),
                ]))
            try event("user.message", .object(["content": "first things first"]))
            try event("assistant.message", .object(["content": "first answer", "model": "gpt-5.3-codex"]))
            try event("user.message", .object(["content": "::capture notes/box.md\nand the second"]))
            try event("assistant.message", .object(["content": "second answer", "model": "gpt-5.3-codex"]))
            let name = "work/notes/box.md"
            try await eventually("both answers stand in the file") {
                (try? home.folder.text(of: name))?.contains("second answer") == true
            }
            let text = try home.folder.text(of: name)
            for part in ["first things first", "first answer", "and the second", "second answer"] {
                #expect(text.components(separatedBy: "\n").count { $0 == part } == 1, "\(part) in \(text)")
            }
            #expect(text.contains("# gpt-5.3-codex"))
            #expect(text.contains("main"))
        }

        /// The agent's own connection stays open, so everything is in the write-ahead log.
        @Test func `a conversation in OpenCode's database is captured while it is being written`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("home/.local/share/opencode")
            try await home.start()
            let store = try OpenCodeDatabase(
                path: home.folder.file("home/.local/share/opencode/opencode.db"), home.project)
            try store.user("msg_1", "the first question")
            try store.answer("msg_2", "the first answer", isComplete: true)
            try store.user("msg_3", "::capture\nthe second question")
            try await eventually("the conversation stands in the file") {
                Self.recording(home, "opencode").contains("the second question")
            }
            for text in ["the sec", "the second an", "the second answer"] {
                try store.answer("msg_4", text, isComplete: false)
            }
            try store.answer("msg_4", "the second answer", isComplete: true)
            try await eventually("the answer stands in it") {
                Self.recording(home, "opencode").contains("the second answer")
            }
            let text = Self.recording(home, "opencode")
            for part in ["the first question", "the first answer", "the second question", "the second answer"] {
                #expect(text.components(separatedBy: "\n").count { $0 == part } == 1, "\(part) in \(text)")
            }
            #expect(!text.components(separatedBy: "\n").contains("the sec"))
            let names = try home.folder.names(in: "home/.local/share/opencode")
            #expect(names == ["opencode.db", "opencode.db-shm", "opencode.db-wal"])
            try store.close()
        }
    }
}
