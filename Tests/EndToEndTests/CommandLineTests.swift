import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct CommandLineTests {
        @Test func `without a daemon, what needs one ends with 3 and says how to start it`() async throws {
            let home = try KatoHome()
            for arguments in [["status"], ["call", "daemon.ping"]] {
                let said = try await Shell.run(Programs.kato, arguments, environment: home.environment)
                #expect(said.status == 3, "\(arguments) \(said)")
                #expect(said.errors.contains("kato start"), "\(said)")
            }
        }

        @Test(arguments: [["no-such-verb"], ["status", "--no-such-flag"], ["sessions", "show"], ["call"]])
        func `wrong usage ends with 2`(arguments: [String]) async throws {
            let home = try KatoHome()
            let said = try await Shell.run(Programs.kato, arguments, environment: home.environment)
            #expect(said.status == 2, "\(said)")
            #expect(said.output.isEmpty)
        }

        @Test func `version and help end with 0`() async throws {
            let home = try KatoHome()
            let version = try await home.kato("--version")
            #expect(version.status == 0)
            #expect(version.output.contains(/\d+\.\d+\.\d+/))
            for arguments in [["--help"], ["help", "export"], ["sessions", "list", "--help"]] {
                let help = try await Shell.run(Programs.kato, arguments, environment: home.environment)
                #expect(help.status == 0)
                #expect(help.output.contains("USAGE: kato"))
            }
        }

        @Test func `a live status that cannot be shown leaves the terminal as it was`() async throws {
            let home = try KatoHome()
            try await home.start()
            let script = """
                import os, pty, subprocess, sys, termios
                _, keyboard = pty.openpty()
                before = termios.tcgetattr(keyboard)
                said = subprocess.run([sys.argv[1], "status", "--live"], stdin=keyboard, capture_output=True)
                print(said.returncode, said.stdout, termios.tcgetattr(keyboard) == before)
                """
            let said = try await Shell.run("python3", ["-c", script, Programs.kato], environment: home.environment)
            #expect(said.output == "2 b'' True\n", "\(said)")
        }

        @Test func `init writes the configuration once and never over the user's`() async throws {
            let home = try KatoHome()
            #expect(try await home.kato("init").status == 0)
            try home.folder.append("# my own line\n", to: "kato/config.yaml")
            let mine = try home.folder.text(of: "kato/config.yaml")
            let again = try await home.kato("init")
            #expect(again.status == 0)
            #expect(try home.folder.text(of: "kato/config.yaml") == mine)
            #expect(try await home.kato("config", "validate").status == 0)
        }

        @Test func `a session is found by a unique beginning, and candidates are listed otherwise`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chats = [home.conversation(), home.conversation()]
            for (number, chat) in chats.enumerated() {
                try home.folder.append(
                    chat.userLine("conversation number \(number)").replacing(chat.id, with: "same-beginning-\(number)")
                        + "\n", to: "claude/projects/-work/same-beginning-\(number).jsonl")
            }
            try await eventually("both are known") { try await home.status()["sessions"]?["total"]?.intValue == 2 }
            let one = try await home.kato("sessions", "show", "same-beginning-1")
            #expect(one.status == 0 && one.output.contains("conversation number 1"), "\(one)")
            let both = try await home.kato("sessions", "show", "same")
            #expect(both.status == 1)
            #expect(both.errors.contains("same-beginning-0") && both.errors.contains("same-beginning-1"), "\(both)")
            let none = try await home.kato("sessions", "show", "nobody")
            #expect(none.status == 1)
            #expect(none.errors.contains("hint: "), "\(none)")
        }

        @Test func `export writes the whole conversation, with a daemon and without`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("to be exported")
            try chat.assistant("and its answer")
            try await eventually("both are known") {
                let events = try await home.kato("call", "sessions.events", #"{"session":"\#(chat.id)"}"#)
                return events.output.contains("and its answer")
            }
            let first = home.recordings + "/one.md"
            let done = try await home.kato("export", chat.id, "-o", first)
            #expect(done.status == 0, "\(done)")
            #expect(try home.folder.text(of: "kato/recordings/claude/one.md").contains("and its answer"))
            try await home.kato("stop")
            let second = try await home.kato("export", chat.id, "-o", home.recordings + "/two.jsonl")
            #expect(second.status == 0, "\(second)")
            let lines = try home.folder.text(of: "kato/recordings/claude/two.jsonl").split(separator: "\n")
            #expect(try lines.map { try JSONValue.parse(String($0)) }.count >= 2)
        }

        @Test func `colours appear on no pipe`() async throws {
            let home = try KatoHome()
            try await home.start()
            for arguments in [["status"], ["sessions", "list"], ["--help"]] {
                let said = try await Shell.run(Programs.kato, arguments, environment: home.environment)
                #expect(!said.output.contains("\u{1B}") && !said.errors.contains("\u{1B}"))
            }
        }
    }
}
