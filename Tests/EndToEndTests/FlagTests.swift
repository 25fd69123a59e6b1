import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct FlagTests {
        @Test func `a rule shows thinking in one conversation's folder, and kato flags says why`() async throws {
            let home = try KatoHome()
            try home.write(
                config: """
                    schemaVersion: 1
                    flags:
                      - {flag: render.frontMatter, value: false, when: "cwd == '\(home.project)'"}
                      - {flag: exports.enabled, value: false, when: "provider == 'claude'"}

                    """)
            try await home.start()
            let chat = home.conversation()
            try chat.user("::capture\nhello")
            try await eventually("it is recorded") { home.recordingNames().count == 1 }
            let name = try #require(home.recordingNames().first)
            try await eventually("the words are there") {
                try home.folder.text(of: "kato/recordings/claude/" + name).contains("hello")
            }
            #expect(!(try home.folder.text(of: "kato/recordings/claude/" + name).hasPrefix("---")))

            let flags = try await home.kato("flags", chat.id, "--json").json()["flags"]?.arrayValue ?? []
            let entry = try #require(flags.first { $0["flag"]?.stringValue == "render.frontMatter" })
            #expect(entry["value"] == "false" && entry["source"] == "flags[0]" && entry["reason"] == "TARGETING_MATCH")
            let listed = try await home.kato("flags")
            #expect(listed.status == 0 && "\(listed)".contains("redaction.mode"))

            let refused = try await home.kato("export", chat.id, "-o", home.project + "/copy.md")
            #expect(refused.status == 1 && "\(refused)".contains("switched off"))
            try chat.user("::export copy.md")
            try await eventually("the audit log holds both denials") {
                try home.audit().count { $0["reason"]?.stringValue == "switched-off" } == 2
            }
        }
    }
}
