import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct IngestEdgeTests {
        /// The kinds of a conversation's events, in their order.
        private static func kinds(_ home: KatoHome, _ chat: ClaudeLog) async throws -> [String] {
            let answer = try await home.kato("call", "sessions.events", #"{"session":"\#(chat.id)","limit":200}"#)
            guard answer.status == 0 else { return [] }
            return try answer.json()["events"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
        }

        @Test func `a line that is not complete waits for its newline`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\na whole line")
            try await eventually("it is recorded") { home.recording().contains("a whole line") }
            let line = chat.userLine("a line in two pieces") + "\n"
            let middle = line.index(line.startIndex, offsetBy: line.count / 2)
            try chat.append(String(line[..<middle]))
            // Nothing can be waited for that must not happen; a second conversation shows that the daemon went on.
            let other = home.conversation()
            try other.user("somebody else")
            try await eventually("the other one is known") {
                try await home.status()["sessions"]?["total"]?.intValue == 2
            }
            #expect(try await Self.kinds(home, chat) == ["user.message"])
            try chat.append(String(line[middle...]))
            try await eventually("the line is recorded") { home.recording().contains("a line in two pieces") }
            #expect(try await Self.kinds(home, chat) == ["user.message", "user.message"])
        }

        @Test func `lines that cannot be read are kept raw, and the rest of the file goes on`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nbefore the damage")
            try chat.append("{\"type\":\"user\",\"message\":{\"role\":\"user\",\"cont\n")
            try chat.append([0x7B, 0xFF, 0xFE, 0x00, 0x7D, 0x0A])
            try chat.append([0x00, 0x00, 0x00, 0x0A])
            try chat.append("not JSON at all, with U+2028 \u{2028} inside\n")
            try chat.assistant("after the damage")
            try await eventually("what follows is recorded") { home.recording().contains("after the damage") }
            let kinds = try await Self.kinds(home, chat)
            #expect(
                kinds == [
                    "user.message", "provider.raw", "provider.raw", "provider.raw", "provider.raw", "assistant.message",
                ])
        }

        @Test func `a lone surrogate in a message does no harm`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nfine")
            let line = chat.userLine("half PLACE of a pair").replacing("PLACE", with: #"\ud83d"#)
            try chat.append(line + "\n")
            try chat.assistant("after it")
            try await eventually("what follows is recorded") { home.recording().contains("after it") }
            #expect(try await Self.kinds(home, chat).count == 3)
        }

        @Test func `a line of 100 MB passes`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nbefore the huge line")
            let parts = chat.userLine("HUGE").split(separator: "HUGE")
            try chat.append(String(parts[0]))
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
            for _ in 0..<10 { try chat.append(piece) }
            try chat.append(String(parts[1]) + "\n")
            try chat.assistant("after the huge line")
            let name = { home.recordingNames().first.map { home.recordings + "/" + $0 } ?? "" }
            try await eventually("all of it is recorded", within: .seconds(120)) {
                let attributes = try? FileManager.default.attributesOfItem(atPath: name())
                return (attributes?[.size] as? Int ?? 0) > 100_000_000
            }
            try await eventually("what follows is recorded", within: .seconds(60)) {
                try Self.tail(of: name()).contains("after the huge line")
            }
        }

        private static func tail(of path: String) throws -> String {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            let size = try file.seekToEnd()
            try file.seek(toOffset: size > 4096 ? size - 4096 : 0)
            return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        }

        @Test func `a log that is cut, replaced or read again gives no message twice`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nmessage one")
            try chat.assistant("message two")
            try await eventually("two are recorded") { home.recording().contains("message two") }
            let whole = try home.folder.bytes(of: chat.file)
            // Rewritten by rename, as an editor or a sync tool does: same content, another inode.
            try home.folder.write(whole, to: "claude/other.jsonl")
            try FileManager.default.removeItem(atPath: home.folder.file(chat.file))
            try FileManager.default.moveItem(
                atPath: home.folder.file("claude/other.jsonl"), toPath: home.folder.file(chat.file))
            try chat.assistant("message three")
            try await eventually("the third is recorded") { home.recording().contains("message three") }
            // Cut to nothing and written anew.
            let three = try home.folder.bytes(of: chat.file)
            try home.folder.write([], to: chat.file)
            try home.folder.append(three, to: chat.file)
            try chat.assistant("message four")
            try await eventually("the fourth is recorded") { home.recording().contains("message four") }
            for part in ["message one", "message two", "message three", "message four"] {
                #expect(home.recording().occurrences(of: part) == 1, "\(part)")
            }
        }
    }
}
