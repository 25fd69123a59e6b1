import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct SavedOverTests {
        private func path(_ home: KatoHome) throws -> String {
            home.recordings + "/" + (try #require(home.recordingNames().first))
        }

        /// Saves as most editors do: a new file, renamed over the old one.
        private func save(_ text: String, to path: String) throws {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        }

        @Test func `what an old buffer dropped is put back though nothing is said`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfirst message")
            try await eventually("it is recorded") { home.recording().contains("first message") }
            let file = try path(home)
            let buffer = try String(contentsOfFile: file, encoding: .utf8)
            try chat.assistant("an answer that the editor has not seen")
            try await eventually("it is recorded") { home.recording().contains("has not seen") }
            try save("My own line.\n\n" + buffer, to: file)
            try await eventually("the answer is back") {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                return text.hasPrefix("My own line.\n") && text.occurrences(of: "has not seen") == 1
            }
        }

        @Test func `whoever deletes the last block of an old buffer does not delete what came after it`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfirst message")
            try chat.assistant("an answer to be deleted")
            try await eventually("it is recorded") { home.recording().contains("to be deleted") }
            let file = try path(home)
            let buffer = try String(contentsOfFile: file, encoding: .utf8)
            try chat.user("a question that the editor has not seen")
            // Asked of the daemon: whoever reads the file could be an editor.
            try await eventually("it is recorded") {
                try await home.kato("repair", file, "--json").json()["blocks"]?.intValue == 4
            }
            let start = try #require(buffer.range(of: "<!-- k:", options: .backwards)).lowerBound
            try save(String(buffer[..<start]), to: file)
            try await eventually("the question is back") { home.recording().contains("has not seen") }
            #expect(!home.recording().contains("to be deleted"))
        }

        @Test func `a deleted block stays away until repair is asked to restore it`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfirst message")
            try await eventually("it is recorded") { home.recording().contains("first message") }
            for text in ["an answer to be deleted", "an answer to stay"] {
                try chat.assistant(text)
                try await eventually("it is recorded") { home.recording().contains(text) }
            }
            let file = try path(home)
            let lines = try String(contentsOfFile: file, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false)
            let end = try #require(lines.firstIndex { $0.contains("to be deleted") })
            let start = try #require(lines[..<end].lastIndex { $0.hasPrefix("<!-- k:") })
            try save((lines[..<start] + lines[(end + 1)...]).joined(separator: "\n"), to: file)
            try await eventually("kato knows that it was deleted") {
                try await home.kato("repair", file, "--json").json()["deleted"]?.intValue == 1
            }
            try chat.assistant("one more answer")
            try await eventually("it is recorded") { home.recording().contains("one more answer") }
            #expect(!home.recording().contains("to be deleted"))
            let told = try await home.kato("repair", file)
            #expect(told.output.contains("1 deleted by you"))
            let restored = try await home.kato("repair", "--restore", file, "--json").json()
            #expect(restored["restored"]?.intValue == 1)
            #expect(restored["deleted"]?.intValue == 0)
            #expect(home.recording().occurrences(of: "to be deleted") == 1)
            #expect(try await home.kato("repair", home.folder.file("none.md")).status == 1)
        }

        @Test(arguments: ["folder", "link", "fifo"])
        func `a file that becomes something else is left alone, audited and taken up again`(kind: String) async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfirst message")
            try await eventually("it is recorded") { home.recording().contains("first message") }
            let file = try path(home)
            let aside = home.folder.file("aside.md")
            let elsewhere = try home.folder.write("not kato's\n", to: "elsewhere.md")
            try FileManager.default.moveItem(atPath: file, toPath: aside)
            switch kind {
            case "folder": try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            case "link": try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
            default: #expect(mkfifo(file, 0o600) == 0)
            }
            try chat.assistant("an answer meanwhile")
            try await eventually("status tells what is wrong") {
                try await home.status()["problems"]?.arrayValue?.contains {
                    $0["code"]?.stringValue == "destination-unsafe"
                } == true
            }
            #expect(try home.audit().contains { $0["reason"]?.stringValue == "destination-unsafe" })
            #expect(try home.folder.text(of: "elsewhere.md") == "not kato's\n")
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: aside, toPath: file)
            try await eventually("the answer is recorded") { home.recording().contains("an answer meanwhile") }
            #expect(home.recording().occurrences(of: "first message") == 1)
            try await eventually("status has nothing to tell") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
        }
    }
}
