import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// What becomes of data that standard output does not take.
    @Suite struct OutputTests {
        private static let commands = [
            "--version", "--help", "help export", "status", "status --json", "sessions list", "sessions list --json",
            "sessions show CHAT", "sessions show CHAT --json", "logs", "call daemon.ping", "config show", "config path",
            "config validate", "config schema", "flags", "doctor", "completion bash", "manual", "audit verify",
            "clean --logs --dry-run", "service print service",
        ]

        @Test func `what cannot be written ends with 1, a sentence and a hint`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            for command in Self.commands {
                let line = "'\(Programs.kato)' \(command.replacing("CHAT", with: chat.id)) >/dev/full"
                let said = try await Shell.run("sh", ["-c", line], environment: home.environment)
                #expect(said.status == 1, "\(command): \(said)")
                #expect(said.errors.contains("kato: ") && said.errors.contains("No space left"), "\(command): \(said)")
                #expect(said.errors.contains("\n  hint: "), "\(command): \(said)")
            }
        }

        @Test func `a closed standard output is not taken for the daemon's socket`() async throws {
            let home = try KatoHome()
            try await home.start()
            let said = try await Shell.run(
                "sh", ["-c", "'\(Programs.kato)' status >&-"], environment: home.environment)
            #expect(said.status == 1 && said.errors.contains("hint: "), "\(said)")
        }

        @Test func `a reader that has seen enough is no error`() async throws {
            let home = try KatoHome()
            // Waiting lets the reader go before anything is written.
            for command in ["completion bash", "config show", "manual"] {
                let script =
                    "{ sleep 0.2; '\(Programs.kato)' \(command); echo \"$?\" >'\(home.folder.file("status"))'; } | true"
                let said = try await Shell.run("sh", ["-c", script], environment: home.environment)
                #expect(said.errors.isEmpty, "\(command): \(said)")
                #expect(try home.folder.text(of: "status") == "0\n", "\(command)")
            }
        }
    }
}
