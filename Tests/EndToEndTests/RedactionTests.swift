import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct RedactionTests {
        /// Made here, so that the repository holds nothing that looks like a secret.
        private static let secret = "ghp_" + String("aZ3xQ9kLm2Pw7RtY5vBnaZ3xQ9kLm2Pw7RtY".shuffled())

        @Test func `a secret reaches the journal and nothing that comes out of it`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nPlease use \(Self.secret) here")
            try chat.assistant("I use \(Self.secret) now. " + Self.secret.prefix(24))
            try chat.assistant(Self.secret.dropFirst(24) + " was one, too. The end.")
            try await eventually("the conversation is recorded") { home.recording().contains("The end.") }
            let copy = home.project + "/copy.jsonl"
            let export = try await home.kato("export", chat.id, "-o", copy)
            #expect(export.status == 0, "\(export)")
            let outputs = [
                try await home.kato("sessions", "list", "--json"), try await home.kato("sessions", "show", chat.id),
                try await home.kato("sessions", "show", chat.id, "--json"), try await home.kato("status", "--json"),
                try await home.kato("call", "sessions.events", "{\"session\":\"\(chat.id)\"}"),
                try await home.kato("doctor", "--deep"), try await home.kato("doctor", "--deep", "--json"),
                try await home.kato("call", "sources.check"),
            ].map { "\($0)" }
            let files = [
                home.recording(), try String(contentsOfFile: copy, encoding: .utf8),
                try home.folder.text(of: "kato/state/logs/operational.jsonl"),
                try home.folder.text(of: "kato/state/logs/audit.jsonl"), "\(home.recordingNames())",
            ]
            for text in outputs + files { #expect(!text.contains(Self.secret.suffix(12)), "\(text)") }
            #expect(home.recording().contains("Please use [REDACTED:github-token] here"))
            #expect(home.recordingNames().first?.contains("redacted-github-token") == true)
            let log = try home.folder.text(of: "kato/state/logs/operational.jsonl")
            #expect(log.contains("\"redaction.replaced\"") && log.contains("\"rule\":\"github-token\""))
        }

        @Test func `switched off, everything is written as it was said`() async throws {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 1\nredaction: off\n")
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nPlease use \(Self.secret) here")
            try await eventually("it is recorded") { home.recording().contains("Please use \(Self.secret) here") }
        }

        @Test func `rules of one's own count, and a wrong one stops the start`() async throws {
            let home = try KatoHome()
            let rules = home.folder.file("my.rules")
            try home.write(config: "schemaVersion: 1\nredaction:\n  rules: [\(rules)]\n")
            try home.folder.write("[token]\nparcel: \"PARCEL-\" digits{4}\n", to: "my.rules")
            let refused = try await home.kato("start")
            #expect(refused.status == 1 && "\(refused)".contains("line 2"))
            try home.folder.write("[token]\nparcel: \"PARCEL-\" digit{4}\n", to: "my.rules")
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nIt is PARCEL-0815.")
            try await eventually("it is recorded") { home.recording().contains("It is [REDACTED:parcel].") }
        }
    }
}
