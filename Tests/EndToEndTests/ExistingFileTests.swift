import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct ExistingFileTests {
        @Test(arguments: ["export", "capture"])
        func `row 58: an export leaves a file of the user's own as it is and goes beside it`(command: String)
            async throws
        {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(home.project)]\n")
            try home.folder.write("mine, and no recording\n", to: "work/notes.md")
            try await home.start()
            let chat = home.conversation()
            try chat.user("::\(command) \(home.project)/notes.md\nKeep this")
            try await eventually("it stands beside it") {
                try home.folder.names(in: "work").contains { name in
                    name != "notes.md" && (try? home.folder.text(of: "work/" + name).contains("Keep this")) == true
                }
            }
            #expect(try home.folder.text(of: "work/notes.md") == "mine, and no recording\n")
            let said = try await home.status()["lastCommands"]?.arrayValue?.first
            #expect(said?["command"]?.stringValue == command)
            #expect(said?["path"]?.stringValue == "\(home.project)/notes-2.md")
            #expect(said?["message"]?.stringValue?.contains("/notes-2.md") == true)
            #expect(said?["hint"]?.stringValue?.hasPrefix("notes.md was left as it is.") == true)
            #expect(try await home.kato("status").output.contains("notes-2.md"))
        }

        @Test func `the answer to a capture over the socket names the file that was written`() async throws {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(home.project)]\n")
            try home.folder.write("mine, and no recording\n", to: "work/notes.md")
            try await home.start()
            let chat = home.conversation()
            try chat.user("Keep this")
            try await eventually("the conversation is known") {
                let list = try await home.kato("sessions", "list", "--json").json()
                return list["sessions"]?.arrayValue?.count == 1
            }
            let session = try await home.kato("sessions", "list", "--json").json()["sessions"]?.arrayValue?.first
            let parameters: JSONValue = [
                "session": session?["id"] ?? .null, "path": .string("\(home.project)/notes.md"),
            ]
            let answer = try await home.kato("call", "recordings.capture", parameters.text()).json()
            #expect(answer["path"]?.stringValue == "\(home.project)/notes-2.md", "\(answer.text())")
            #expect(try home.folder.text(of: "work/notes-2.md").contains("Keep this"))
            #expect(try home.folder.text(of: "work/notes.md") == "mine, and no recording\n")
        }
    }
}
