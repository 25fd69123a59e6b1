import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// What every verb that reads has in common.
    @Suite struct ReadVerbTests {
        @Test func `every verb that reads answers in JSON`() async throws {
            let home = try KatoHome()
            try await home.start()
            let verbs = [
                "status", "sessions list", "logs", "logs --audit", "audit verify", "doctor", "flags", "config path",
                "config show", "config show --running", "config validate", "config schema", "service status",
                "clean --logs --dry-run",
            ]
            for verb in verbs {
                let words = verb.split(separator: " ").map(String.init) + ["--json"]
                let said = try await Shell.run(Programs.kato, words, environment: home.environment)
                #expect(said.status == 0, "\(verb): \(said)")
                // Logs are one value a line.
                let text = verb.hasPrefix("logs") ? String(said.output.split(separator: "\n").first ?? "") : said.output
                #expect((try? JSONValue.parse(text)) != nil, "\(verb): \(said)")
            }
        }

        @Test func `where the configuration is, and whether it is there, is told to programs`() async throws {
            let home = try KatoHome()
            let before = try await home.kato("config", "path", "--json").json()
            #expect(before == ["path": .string(home.home + "/config.yaml"), "exists": false])
            try await home.kato("init")
            #expect(try await home.kato("config", "path", "--json").json()["exists"] == true)
        }

        @Test func `everything wrong with a configuration is told to programs`() async throws {
            let home = try KatoHome()
            let text = "schemaVersion: 2\nrender:\n  thinkin: true\nlogging:\n  operational: loud\n"
            let file = try home.folder.write(text, to: "mine.yaml")
            let said = try await home.kato("config", "validate", "--json", file)
            #expect(said.status == 1 && said.errors.isEmpty, "\(said)")
            let answer = try said.json()
            #expect(answer["valid"] == false && answer["path"] == .string(file))
            let problems = answer["problems"]?.arrayValue ?? []
            #expect(problems.map { $0["line"] } == [3, 5] && problems.map { $0["column"] } == [3, 16], "\(said)")
            #expect(problems.map { $0["key"] } == ["render.thinkin", "logging.operational"], "\(said)")
            for problem in problems { #expect(problem["message"]?.stringValue?.isEmpty == false) }
            let missing = try await home.kato("config", "validate", "--json", "/nonexistent.yaml")
            #expect(missing.status == 1)
            #expect(try missing.json()["code"] == "config-missing", "\(missing)")
            try await home.kato("init")
            let good = try await home.kato("config", "validate", "--json")
            let expected: JSONValue = ["valid": true, "path": .string(home.home + "/config.yaml"), "notes": []]
            #expect(try good.json() == expected)
        }

        @Test func `help and version say which kato it is`() async throws {
            let home = try KatoHome()
            let version = try await home.kato("--version")
            let short = try await home.kato("-V")
            #expect(short.status == 0 && short.output == version.output, "\(short)")
            let arguments = [
                [], ["--help"], ["help"], ["help", "export"], ["sessions", "list", "--help"], ["sessions", "-h"],
            ]
            for words in arguments {
                let help = try await Shell.run(Programs.kato, words, environment: home.environment)
                #expect(help.status == 0)
                #expect(help.output.hasPrefix(version.output + "Own your AI conversations.\n\n"), "\(words) \(help)")
                #expect(help.output.occurrences(of: "Own your AI conversations.") == 1, "\(words)")
                #expect(help.output.contains("USAGE: kato"), "\(words)")
            }
        }

        @Test(arguments: [
            ["--version", "extra"], ["-V", "extra"], ["help", "nope"], ["help", "sessions", "nope"],
            ["nope", "--help"],
            ["flags", "--command", "frob"], ["help", "expotr"],
        ])
        func `words that mean nothing there are wrong usage`(words: [String]) async throws {
            let home = try KatoHome()
            let said = try await Shell.run(Programs.kato, words, environment: home.environment)
            #expect(said.status == 2 && said.output.isEmpty, "\(said)")
            #expect(!said.errors.isEmpty)
        }

        @Test func `the commands that have flags are named where one is asked for that has none`() async throws {
            let home = try KatoHome()
            try await home.start()
            let said = try await home.kato("flags", "--command", "frob")
            for command in ["record", "capture", "export"] { #expect(said.errors.contains(command), "\(said)") }
            let called = try await home.kato("call", "flags.list", #"{"command":"frob"}"#)
            #expect(called.status == 1 && called.errors.contains("record or capture"), "\(called)")
            #expect(try await home.kato("flags", "--command", "export").status == 0)
        }
    }
}
