import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct CleanTests {
        /// A home with one recording that has ended, its path, and the conversation.
        private static func recorded() async throws -> (KatoHome, String, ClaudeLog) {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nkeep this")
            try await eventually("it is recorded") { home.recording().contains("keep this") }
            try chat.user("::stop")
            try await eventually("it is over") { try await home.status()["recordings"]?["active"]?.intValue == 0 }
            // It may still have its last lines to write.
            try await eventually("nothing is in use") {
                !(try await home.kato("clean", "--all", "--dry-run").output.contains("kept: "))
            }
            let name = try #require(home.recordingNames().first)
            return (home, "kato/recordings/claude/" + name, chat)
        }

        @Test func `a dry run lists and removes nothing`() async throws {
            let (home, file, chat) = try await Self.recorded()
            // An export is made within the state and moved to its place by who asked: it is no recording of kato's.
            #expect(try await home.kato("export", chat.id, "-o", home.project + "/copy.md").status == 0)
            let said = try await home.kato("clean", "--all", "--dry-run")
            #expect(said.status == 0 && said.output.contains(home.folder.file(file)), "\(said)")
            #expect(said.output.contains("Would remove: 1 log file, 1 recording, 1 conversation."), "\(said)")
            #expect(!said.output.contains("/exports/"), "\(said)")
            #expect(home.recordingNames().count == 1)
            #expect(try await home.status()["sessions"]?["total"] == 1)
        }

        @Test func `a recording that somebody touched is never removed`() async throws {
            let (home, file, _) = try await Self.recorded()
            try home.folder.append("my own note\n", to: file)
            let mine = try home.folder.text(of: file)
            let said = try await home.kato("clean", "--all")
            #expect(said.status == 0 && said.output.contains("kept"), "\(said)")
            #expect(try home.folder.text(of: file) == mine)
        }

        @Test func `an untouched recording goes, and the audit log stays`() async throws {
            let (home, _, _) = try await Self.recorded()
            try home.folder.write("a file of mine", to: "kato/recordings/claude/mine.md")
            let said = try await home.kato("clean", "--all", "--json")
            #expect(try said.json()["items"]?.arrayValue?.count == 3, "\(said)")
            #expect(home.recordingNames() == ["mine.md"])
            #expect(try home.audit().last?["event"] == "state.cleaned")
            #expect(try await home.status()["sessions"]?["total"] == 0)
        }

        @Test func `what is being recorded stays`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nkeep this")
            try await eventually("it is recorded") { home.recording().contains("keep this") }
            let said = try await home.kato("clean", "--all")
            #expect(said.output.contains("it is being recorded") && said.output.contains("it is in use"), "\(said)")
            try chat.assistant("and this")
            try await eventually("it goes on") { home.recording().contains("and this") }
        }

        @Test func `a conversation that was removed does not come back by itself, and goes on when it does`()
            async throws
        {
            let (home, _, chat) = try await Self.recorded()
            #expect(try await home.kato("clean", "--all").status == 0)
            #expect(try await home.kato("restart").status == 0)
            try await eventually("all is read") { try await home.status()["ingest"]?["state"] == "live" }
            #expect(try await home.status()["sessions"]?["total"] == 0)
            try chat.user("::record\nsomething new")
            try await eventually("it is recorded") { home.recording().contains("something new") }
            #expect(!home.recording().contains("keep this"))
        }

        @Test func `without a scope, or with no number of days, it is wrong usage`() async throws {
            let home = try KatoHome()
            for arguments in [["clean"], ["clean", "--sessions", "0"], ["clean", "--recordings", "soon"]] {
                #expect(try await Shell.run(Programs.kato, arguments, environment: home.environment).status == 2)
            }
        }
    }
}
