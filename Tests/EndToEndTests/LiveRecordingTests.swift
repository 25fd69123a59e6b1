import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct LiveRecordingTests {
        @Test func `what follows a record command appears in the file, each message once`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("before anybody asked")
            try chat.assistant("unrecorded answer")
            try chat.user("::record\nkeep this question")
            try chat.assistant("first answer kept")
            try await eventually("the answer stands in the file") { home.recording().contains("first answer kept") }
            try chat.user("second question")
            try chat.assistant("second answer kept")
            try await eventually("the second answer stands in it") { home.recording().contains("second answer kept") }
            let text = home.recording()
            for part in ["keep this question", "first answer kept", "second question", "second answer kept"] {
                #expect(text.occurrences(of: part) == 1, "\(part) in \(text)")
            }
            #expect(!text.contains("before anybody asked"))
            #expect(!text.contains("unrecorded answer"))
        }

        @Test func `a capture takes the whole conversation and goes on, until it is stopped`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("the very first words")
            try chat.assistant("the very first answer")
            try chat.user("::capture")
            try chat.assistant("an answer after")
            try await eventually("both stand in the file") {
                home.recording().contains("the very first words") && home.recording().contains("an answer after")
            }
            try chat.user("the last words\n::stop")
            try chat.assistant("nobody records this")
            try await eventually("the recording has ended") {
                try await home.status()["recordings"]?["active"]?.intValue == 0
            }
            try await eventually("the last words are kept") { home.recording().contains("the last words") }
            #expect(!home.recording().contains("nobody records this"))
            #expect(home.recording().occurrences(of: "the very first words") == 1)
        }

        @Test func `two conversations in one file are told apart by their headings`() async throws {
            let home = try KatoHome()
            try await home.start()
            let name = "kato/recordings/both.md"
            func said(_ chat: ClaudeLog, _ text: String) async throws {
                try chat.assistant(text)
                try await eventually("\(text) stands in the file") {
                    (try? home.folder.text(of: name))?.contains(text) == true
                }
            }
            let (one, other) = (home.conversation(), home.conversation())
            try one.user("::capture \(home.home)/recordings/both.md\nfirst question")
            try await said(one, "first answer")
            try other.user("::init \(home.home)/recordings/both.md\n::record")
            try await said(other, "answer of the other")
            try await said(one, "second answer")
            try await said(one, "third answer")
            let lines = try home.folder.text(of: name).split(separator: "\n").map(String.init)
            let told = lines.filter { $0.hasPrefix("# ") && !$0.hasPrefix("# k:") || $0.contains("answer") }
                .map { $0.split(separator: " · ").first.map(String.init) ?? "" }
            #expect(
                told == [
                    "# User", "# claude-opus-4.5", "first answer", "# User", "# claude-opus-4.5",
                    "answer of the other", "# claude-opus-4.5", "second answer", "third answer",
                ])
        }

        @Test func `a path that ends in jsonl gets one JSON object a line`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            let path = home.home + "/recordings/mine/talk.jsonl"
            try chat.user("::capture \(path)\nhello there")
            try chat.assistant("general answer")
            let name = "kato/recordings/mine/talk.jsonl"
            try await eventually("two events stand in the file") {
                (try? home.folder.text(of: name))?.contains("general answer") == true
            }
            let lines = try home.folder.text(of: name).split(separator: "\n")
            let values = try lines.map { try JSONValue.parse(String($0)) }
            #expect(values.count == Set(lines).count)
            #expect(values.contains { $0["kind"]?.stringValue == "assistant.message" })
        }

        @Test func `a path outside what is allowed is denied, audited and shown`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            let outside = home.folder.file("outside/talk.md")
            try chat.user("::capture \(outside)\nhello there")
            try await eventually("the denial is in the audit log") {
                try home.audit().contains { $0["decision"]?.stringValue == "deny" }
            }
            #expect(!FileManager.default.fileExists(atPath: outside))
            #expect(!FileManager.default.fileExists(atPath: home.folder.file("outside")))
            try await eventually("status tells about it") {
                try await home.status()["lastCommands"]?.arrayValue?.contains {
                    $0["verdict"]?.stringValue == "denied"
                } == true
            }
            let said = try await home.kato("status")
            #expect(said.output.contains("denied"), "\(said)")
        }

        @Test func `commands from before kato first ran are history and never obeyed`() async throws {
            let home = try KatoHome()
            let chat = home.conversation()
            chat.time = Date(timeIntervalSinceNow: -3600)
            try chat.user("::capture\nan old wish")
            try chat.assistant("an old answer")
            try await home.start()
            chat.time = nil
            try chat.user("a new message")
            try await eventually("both messages were read") {
                let list = try await home.kato("sessions", "list", "--json").json()
                return list["sessions"]?.arrayValue?.first?["turns"]?.intValue == 2
            }
            let status = try await home.status()
            #expect(status["recordings"]?["active"]?.intValue == 0)
            #expect(home.recordingNames().isEmpty)
        }

        @Test func `a command typed while the daemon was down is obeyed when it is back`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("something said")
            try await eventually("the conversation is known") {
                try await home.status()["sessions"]?["total"]?.intValue == 1
            }
            #expect(try await home.kato("stop").status == 0)
            try chat.user("::capture")
            try chat.assistant("said while nobody followed")
            try await home.start()
            try await eventually("it is recorded") { home.recording().contains("said while nobody followed") }
            #expect(home.recording().contains("something said"))
        }

        @Test func `a person's own text in the recording stays, and new messages follow it`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfirst message")
            try await eventually("it is recorded") { home.recording().contains("first message") }
            let name = "kato/recordings/claude/" + (try #require(home.recordingNames().first))
            try home.folder.append("\nMy own note, byte for byte: \u{1F4DD}\r\n", to: name)
            try chat.assistant("answer after the note")
            try await eventually("the answer follows") { home.recording().contains("answer after the note") }
            let text = home.recording()
            #expect(text.occurrences(of: "My own note, byte for byte: \u{1F4DD}\r\n") == 1)
            #expect(text.occurrences(of: "first message") == 1)
        }
    }
}
