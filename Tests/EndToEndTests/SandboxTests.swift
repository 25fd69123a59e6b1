import Foundation
import KatoTestSupport
import StrictJSON
import Synchronization
import Testing

extension EndToEnd {
    /// The daemon in its sandbox, from outside.
    @Suite struct SandboxTests {
        private static func value(_ pid: Int32, _ field: String) throws -> String? {
            let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            return text.split(separator: "\n").first { $0.hasPrefix(field + ":") }.map {
                String($0.dropFirst(field.count + 1)).trimmingCharacters(in: .whitespaces)
            }
        }

        @Test func `the kernel confirms what the status says`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let sandbox = try #require(try await home.status()["sandbox"])
            guard sandbox["landlock"]?.intValue ?? 0 > 0 else { try Test.cancel("this kernel has no Landlock") }
            #expect(sandbox["state"]?.stringValue == "enforced", "\(sandbox.text())")
            #expect(try Self.value(pid, "NoNewPrivs") == "1")
            #expect(try Self.value(pid, "Seccomp") == "2")
            #expect(try await home.status()["problems"]?.arrayValue?.isEmpty == true)
        }

        @Test func `sandbox off runs without, and says so`() async throws {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 1\nsandbox: off\n")
            let pid = try await home.start()
            #expect(try await home.status()["sandbox"]?["state"]?.stringValue == "off")
            #expect(try Self.value(pid, "Seccomp") == "0")
        }

        @Test func `a new allowed root takes a new worker, and no client is turned away`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let chat = home.conversation()
            let notes = try home.folder.makeFolder("notes")
            try chat.user("::capture \(notes)/talk.md\nfirst")
            try await eventually("it is denied") {
                try await home.status()["lastCommands"]?.arrayValue?.first?["verdict"]?.stringValue == "denied"
            }
            let isOver = Mutex(false)
            let pings = Task {
                var failures = 0
                while !isOver.withLock({ $0 }) {
                    if try await home.kato("call", "daemon.ping").status != 0 { failures += 1 }
                }
                return failures
            }
            try home.write(config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(notes)]\n")
            let answer = try await home.kato("call", "daemon.reload").json()
            #expect(answer["reloading"]?.boolValue == true)
            try await eventually("another worker answers") {
                try await home.status()["pid"]?.intValue != Int64(pid)
            }
            isOver.withLock { $0 = true }
            #expect(try await pings.value == 0)
            try chat.user("::capture \(notes)/talk.md\nsecond")
            try await eventually("it is recorded") {
                (try? home.folder.text(of: "notes/talk.md"))?.contains("second") == true
            }
        }

        @Test(arguments: ["auto", "off"])
        func `a recording whose folder is not allowed any more waits, and goes on when it is`(sandbox: String)
            async throws
        {
            let home = try KatoHome()
            let notes = try home.folder.makeFolder("notes")
            let (allowed, denied) = ("[\(notes)]", "[]")
            func config(_ roots: String) -> String {
                "schemaVersion: 1\nsandbox: \(sandbox)\nrecording:\n  allowedRoots: \(roots)\n"
            }
            func take(_ roots: String) async throws {
                try home.write(config: config(roots))
                let pid = try await home.status()["pid"]?.intValue
                _ = try await home.kato("call", "daemon.reload")
                try await eventually("another worker answers") { try await home.status()["pid"]?.intValue != pid }
            }
            func text() -> String { (try? home.folder.text(of: "notes/talk.md")) ?? "" }
            try home.write(config: config(allowed))
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture \(notes)/talk.md\nwhile it is allowed")
            try await eventually("it is recorded") { text().contains("while it is allowed") }
            try await take(denied)
            try chat.assistant("while it is not")
            try await eventually("status tells why") {
                try await home.status()["problems"]?.arrayValue?.contains {
                    $0["code"]?.stringValue == "destination-denied"
                } == true
            }
            #expect(!text().contains("while it is not"))
            #expect(
                try home.audit().contains {
                    $0["decision"]?.stringValue == "deny" && $0["reason"]?.stringValue == "destination-denied"
                })
            try await take(allowed)
            try await eventually("it goes on") { text().contains("while it is not") }
        }

        @Test func `a configuration that is wrong changes nothing`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            try home.write(config: "schemaVersion: 1\nsandboxx: off\n")
            let answer = try await home.kato("call", "daemon.reload")
            #expect(answer.status == 1)
            #expect(answer.errors.contains("sandboxx"), "\(answer)")
            #expect(try await home.status()["pid"]?.intValue == Int64(pid))
            #expect(try home.audit().contains { $0["event"]?.stringValue == "configuration.reload" })
        }

        @Test func `a root that is made anew, and an agent's folder that appears, are taken in`() async throws {
            let home = try KatoHome()
            let notes = try home.folder.makeFolder("notes")
            try home.write(
                config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(notes)]\ningest:\n  sweepSeconds: 1\n")
            try FileManager.default.removeItem(atPath: home.folder.file("claude/projects"))
            try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("the conversation is known") {
                try await home.status()["sessions"]?["total"]?.intValue == 1
            }
            try FileManager.default.removeItem(atPath: notes)
            try home.folder.makeFolder("notes")
            let pid = try await home.status()["pid"]?.intValue
            try await eventually("another worker answers") { try await home.status()["pid"]?.intValue != pid }
            try chat.user("::capture \(notes)/talk.md")
            try await eventually("it is recorded") {
                (try? home.folder.text(of: "notes/talk.md"))?.contains("hello") == true
            }
        }

        @Test func `an export goes where the user of the terminal says, with a daemon and without`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("a question")
            try chat.assistant("to be exported")
            try await eventually("it is known") {
                try await home.kato("call", "sessions.events", #"{"session":"\#(chat.id)"}"#).output
                    .contains("to be exported")
            }
            let desk = try home.folder.makeFolder("desk")
            for round in 0..<2 {
                let done = try await home.kato("export", chat.id, "-o", desk + "/talk.md")
                #expect(done.status == 0, "\(done)")
                #expect(done.output == desk + "/talk.md\n", "round \(round): \(done)")
                #expect(try home.folder.text(of: "desk/talk.md").occurrences(of: "\nto be exported\n") == 1)
                try await home.kato("stop")
            }
            try home.folder.write("mine", to: "desk/other.md")
            let beside = try await home.kato("export", chat.id, "-o", desk + "/other.md")
            #expect(beside.output == desk + "/other-2.md\n", "\(beside)")
            #expect(try home.folder.text(of: "desk/other.md") == "mine")
            #expect(try home.folder.names(in: "kato/state/exports").isEmpty)
            for path in ["/desk/CLAUDE.md", "/desk/.profile.md", "/claude/x.md"] {
                let refused = try await home.kato("export", chat.id, "-o", home.folder.path + path)
                #expect(refused.status == 1, "\(path): \(refused)")
            }
        }

        @Test func `without its keeper the worker ends, and the other way round`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let keeper = try #require(try Self.value(pid, "PPid").flatMap { Int32($0) })
            kill(keeper, SIGKILL)
            try await eventually("the worker has ended") { !LivingProcess.exists(pid) }
            let next = try await home.start()
            let second = try #require(try Self.value(next, "PPid").flatMap { Int32($0) })
            try await home.kill9(next)
            try await eventually("the keeper has ended") { !LivingProcess.exists(second) }
        }
    }
}
