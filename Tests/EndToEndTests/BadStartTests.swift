import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct BadStartTests {
        /// What `kato start` says when the daemon cannot run: exit code 1, a sentence and a hint.
        private static func refusal(_ home: KatoHome, _ parts: String...) async throws {
            let started = try await home.kato("start")
            #expect(started.status == 1, "\(started)")
            #expect(started.errors.contains("hint: "), "\(started)")
            for part in parts { #expect(started.errors.contains(part), "\(part) in \(started)") }
        }

        @Test(arguments: [
            ("schemaVersion: 1\nrecordings:\n  directory: /x\n", ["recordings", "2"]),
            ("schemaVersion: 1\ningest:\n  sweepSeconds: often\n", ["ingest.sweepSeconds", "3"]),
            ("schemaVersion: 1\nlogging:\n  level: loud\n", ["logging.level", "3"]),
            ("schemaVersion: 1\nrender: [\n", ["config.yaml"]),
            ("schemaVersion: 99\n", ["schemaVersion", "1"]),
        ])
        func `an invalid configuration is refused with its key and line`(text: String, parts: [String]) async throws {
            let home = try KatoHome()
            try home.write(config: text)
            let started = try await home.kato("start")
            #expect(started.status == 1)
            for part in parts { #expect(started.errors.contains(part), "\(part) in \(started)") }
            let checked = try await home.kato("config", "validate")
            #expect(checked.status == 1)
            for part in parts { #expect(checked.errors.contains(part), "\(part) in \(checked)") }
        }

        @Test func `a second daemon leaves the first one's exports alone`() async throws {
            let home = try KatoHome()
            try await home.start()
            try home.folder.write("not fetched yet", to: "kato/state/exports/a.md")
            let second = try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
            #expect(second.status == 1 && second.errors.contains("already uses this state"), "\(second)")
            #expect(try home.folder.text(of: "kato/state/exports/a.md") == "not fetched yet")
            try await home.kato("restart")
            #expect(try home.folder.names(in: "kato/state/exports") == [])
        }

        @Test func `an export of which a part went is not reported as a copy`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            let filler = String(repeating: "word ", count: 4000)
            for number in 0..<400 { try chat.assistant("message \(number). \(filler)") }
            try await eventually("it is known", within: .seconds(60)) {
                let events = try await home.kato("call", "sessions.get", #"{"session":"\#(chat.id)"}"#)
                return try events.json()["events"]?.intValue == 400
            }
            let copy = home.project + "/copy.md"
            async let export = home.kato("export", chat.id, "-o", copy)
            let exports = home.home + "/state/exports"
            try await eventually("it has begun") {
                try home.folder.names(in: "kato/state/exports").contains {
                    (try? home.folder.bytes(of: "kato/state/exports/" + $0).isEmpty) == false
                }
            }
            for name in try home.folder.names(in: "kato/state/exports") { unlink(exports + "/" + name) }
            let said = try await export
            // It may have been taken away whole in the last moment.
            let text = (try? String(contentsOfFile: copy, encoding: .utf8)) ?? ""
            #expect(said.status == 1 ? text.isEmpty : text.contains("message 0.") && text.contains("message 399."))
        }

        @Test func `a state folder that cannot be made is named`() async throws {
            let home = try KatoHome()
            try home.folder.write("a file where the folder should be", to: "kato/state")
            try await Self.refusal(home, home.home + "/state")
        }

        @Test func `a journal that is no database is kept and named`() async throws {
            let home = try KatoHome()
            let text = String(repeating: "this is not a database. ", count: 500)
            try home.folder.write(text, to: "kato/state/journal.db")
            try await Self.refusal(home, "journal.db")
            #expect(try home.folder.text(of: "kato/state/journal.db") == text)
        }

        @Test func `a socket path that is too long is refused with what to do`() async throws {
            let home = try KatoHome()
            let long = home.folder.file(String(repeating: "deep/", count: 20) + "home")
            let environment = home.environment.merging(["KATO_HOME": long]) { $1 }
            let started = try await Shell.run(Programs.kato, ["start"], environment: environment)
            #expect(started.status == 1)
            #expect(started.errors.contains("107") && started.errors.contains("hint: "), "\(started)")
        }

        @Test func `a socket that somebody else serves is not taken away`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("kato/run")
            let server = Process()
            server.executableURL = URL(filePath: "/usr/bin/env")
            server.arguments = ["socat", "UNIX-LISTEN:\(home.socket),fork", "EXEC:cat"]
            try server.run()
            // Test processes hand a mask of blocked signals on, so that a friendly word may not be heard.
            defer { kill(server.processIdentifier, SIGKILL) }
            try await eventually("it listens") { FileManager.default.fileExists(atPath: home.socket) }
            let started = try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
            #expect(started.status == 1)
            #expect(started.errors.contains(home.socket) && started.errors.contains("hint: "), "\(started)")
            #expect(server.isRunning)
        }

        @Test func `a socket that nobody serves any more is replaced`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            try await home.kill9(pid)
            #expect(FileManager.default.fileExists(atPath: home.socket))
            try await home.start()
            #expect(try await home.kato("call", "daemon.ping").status == 0)
        }
    }
}
