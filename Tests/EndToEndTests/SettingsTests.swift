import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct SettingsTests {
        @Test func `config show names where each value comes from, and a wrong variable stops the start`() async throws
        {
            let home = try KatoHome(extra: ["KATO_RENDER_TOOL_CALLS": "true"])
            try home.write(config: "schemaVersion: 2\nrender:\n  thinking: true\n")
            let file = home.home + "/config.yaml"
            let shown = try await home.kato("config", "show", "--set", "render.timeZone=UTC")
            #expect(shown.output.contains("thinking: true  # \(file):3"), "\(shown)")
            #expect(shown.output.contains("toolCalls: true  # env KATO_RENDER_TOOL_CALLS"))
            #expect(shown.output.contains("timeZone: UTC  # flag --set"))
            #expect(shown.output.contains("frontMatter: true  # default"))
            let settings = try await home.kato("config", "show", "--json").json()["settings"]?.arrayValue ?? []
            #expect(settings.first { $0["key"] == "render.thinking" }?["line"] == 3)

            let wrong = try KatoHome(extra: ["KATO_RENDER_TOOL_CALL": "true", "KATO_SANDBOX": "no"])
            let refused = try await wrong.kato("start")
            #expect(refused.status == 1 && refused.errors.contains("KATO_RENDER_TOOL_CALLS"), "\(refused)")
            #expect(refused.errors.contains("KATO_SANDBOX"))
            #expect(try await wrong.kato("config", "validate").status == 1)
        }

        @Test func `init leaves a schema for editors, and config validate speaks of an older file`() async throws {
            let home = try KatoHome()
            #expect(try await home.kato("init").status == 0)
            let text = try home.folder.text(of: "kato/config.yaml")
            #expect(text.hasPrefix("# yaml-language-server: $schema=./config.schema.json\n"))
            let schema = try await home.kato("config", "schema")
            #expect(try home.folder.text(of: "kato/config.schema.json") == schema.output)
            let old = try home.folder.write("schemaVersion: 1\nlogging: {level: debug}\n", to: "old.yaml")
            let valid = try await home.kato("config", "validate", old)
            #expect(valid.status == 0 && valid.output.contains("logging.operational"), "\(valid)")
            let new = try home.folder.write("schemaVersion: 99\n", to: "new.yaml")
            let refused = try await home.kato("config", "validate", new)
            #expect(refused.status == 1 && refused.errors.contains("Update kato"))
        }

        @Test func `a reload takes in what it can, and names what waits for a restart`() async throws {
            let home = try KatoHome(extra: ["KATO_RENDER_THINKING": "false"])
            try await home.start()
            try home.write(config: "schemaVersion: 2\nrender: {thinking: true, toolCalls: true}\n")
            let answer = try await home.kato("reload", "--json").json()
            #expect(answer["changed"]?.arrayValue == ["render.toolCalls"])
            #expect(answer["needsRestart"]?.arrayValue?.first?["what"] == "render.thinking")
            #expect(try await Self.value("render.toolCalls", in: home) == true)
            #expect(try await Self.value("render.thinking", in: home) == false)
            let again = try await home.kato("reload")
            #expect(
                again.output.contains("render.thinking") && again.output.contains("KATO_RENDER_THINKING"), "\(again)")
        }

        @Test func `a reload by signal does the same, and a wrong file changes nothing`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            try home.write(config: "schemaVersion: 2\nrender: {toolCalls: true}\nlogging: {operational: debug}\n")
            kill(pid, SIGHUP)
            try await eventually("another worker has the new settings") {
                let now = try await home.status()["pid"]?.intValue
                return now != nil && now != Int64(pid)
            }
            #expect(try await Self.value("render.toolCalls", in: home) == true)
            #expect(try await Self.value("logging.operational", in: home) == "debug")
            try await eventually("what the new level lets through is in the log") {
                try home.folder.text(of: "kato/state/logs/operational.jsonl").contains(#""event":"control.answered""#)
            }
            let worker = try #require(try await home.status()["pid"]?.intValue)
            try home.write(config: "schemaVersion: 2\nrender: {toolCalls: maybe}\n")
            let refused = try await home.kato("reload")
            #expect(refused.status == 1 && refused.errors.contains("render.toolCalls"), "\(refused)")
            kill(Int32(worker), SIGHUP)
            try await eventually("the refusal of both is in the audit log") {
                try home.audit().count {
                    $0["event"] == "configuration.reload" && $0["decision"] == "deny"
                        && $0["reason"] == "config-invalid"
                } == 2
            }
            #expect(try await home.status()["pid"]?.intValue == worker)
            #expect(try await Self.value("render.toolCalls", in: home) == true)
        }

        @Test func `settings that a signal could not put in force stay a problem until they are good again`()
            async throws
        {
            let home = try KatoHome()
            let pid = try await home.start()
            try home.write(config: "schemaVersion: 2\nfoo: 1\n")
            kill(pid, SIGHUP)
            func problem() async throws -> JSONValue? {
                try await home.status()["problems"]?.arrayValue?.first { $0["code"] == "config-not-applied" }
            }
            try await eventually("status says so") { try await problem() != nil }
            let told = try #require(try await problem())
            #expect(told["message"]?.stringValue?.contains("config.yaml:2:1: foo") == true, "\(told.text())")
            #expect(told["hint"]?.stringValue?.contains("kato reload") == true, "\(told.text())")
            #expect(try home.folder.text(of: "kato/state/logs/operational.jsonl").contains("config.yaml:2:1"))
            // As it was at the start, so that nothing has to change.
            #expect(unlink(home.folder.file("kato/config.yaml")) == 0)
            #expect(try await home.kato("reload").status == 0)
            #expect(try await problem() == nil)
            #expect(try await home.status()["pid"]?.intValue == Int64(pid))
        }

        @Test func `settings that pass the reader and cannot be used leave those before in force`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let file = try home.folder.write("in the way", to: "file")
            try home.write(config: "schemaVersion: 2\nrecording: {directory: \(file)/below}\n")
            #expect(try await home.kato("reload").status == 0)
            let status = try await home.status()
            #expect(status["pid"]?.intValue != Int64(pid))
            #expect(
                status["problems"]?.arrayValue?.contains { $0["code"] == "config-not-applied" } == true,
                "\(status.text())")
            #expect(try await Self.value("recording.directory", in: home) == .string(home.home + "/recordings"))
            try home.write(config: "schemaVersion: 2\n")
            #expect(try await home.kato("reload").status == 0)
            #expect(try await home.status()["problems"]?.arrayValue?.isEmpty == true)
        }

        @Test func `a workspace records by itself, in its folder, under its names, with its switches`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("notes")
            try home.write(
                config: """
                    schemaVersion: 2
                    recording: {allowedRoots: [\(home.folder.file("notes"))]}
                    workspaces:
                      - path: \(home.project)
                        destination: \(home.folder.file("notes"))/work
                        fileName: "talk-{id}"
                        autoRecord: true
                        render: {frontMatter: false}

                    """)
            try await home.start()
            let chat = home.conversation()
            try chat.user("a first word")
            try chat.assistant("an answer")
            try await eventually("it is recorded") {
                guard let name = try? home.folder.names(in: "notes/work").first else { return false }
                return try home.folder.text(of: "notes/work/" + name).contains("an answer")
            }
            let name = try #require(try home.folder.names(in: "notes/work").first)
            let text = try home.folder.text(of: "notes/work/" + name)
            #expect(name.hasPrefix("talk-") && !text.hasPrefix("---") && text.contains("a first word"), "\(name)")
            #expect(home.recordingNames().isEmpty)
            #expect(try home.audit().contains { $0["reason"] == "auto-record" })
        }

        private static func value(_ key: String, in home: KatoHome) async throws -> JSONValue? {
            let settings = try await home.kato("config", "show", "--running", "--json").json()["settings"]?.arrayValue
            return settings?.first { $0["key"]?.stringValue == key }?["value"]
        }
    }
}
