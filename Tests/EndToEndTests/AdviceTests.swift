import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Whether what kato says to do is what helps.
    @Suite struct AdviceTests {
        /// A home in which nothing can be made, whoever asks: a file stands above it.
        private static func unwritable() throws -> (KatoHome, [String: String]) {
            let home = try KatoHome()
            try home.folder.write("a file", to: "file")
            return (home, home.environment.merging(["KATO_HOME": home.folder.file("file/kato")]) { $1 })
        }

        @Test func `init below a folder that cannot be written says which and what to do`() async throws {
            let (home, environment) = try Self.unwritable()
            let said = try await Shell.run(Programs.kato, ["init"], environment: environment)
            #expect(said.status == 1 && said.errors.contains(home.folder.file("file/kato")), "\(said)")
            #expect(said.errors.contains("hint: ") && !said.errors.contains("report"), "\(said)")
            #expect(said.errors.hasPrefix("kato: ") && !said.errors.contains("katod: "), "\(said)")
        }

        @Test func `doctor says of folders that cannot be made that they cannot`() async throws {
            let (home, environment) = try Self.unwritable()
            let said = try await Shell.run(Programs.kato, ["doctor", "--json"], environment: environment)
            let found = try said.json()["checks"]?.arrayValue?.filter { $0["name"] == "permissions" } ?? []
            #expect(said.status == 1 && found.contains { $0["state"] == "failed" }, "\(said)")
            #expect(found.first?["detail"]?.stringValue?.contains(home.folder.file("file")) == true, "\(said)")
            #expect(found.first?["remedy"]?.stringValue?.isEmpty == false, "\(said)")
        }

        @Test func `doctor looks at the folder in which one is yet to be made`() async throws {
            let home = try KatoHome()
            let closed = try home.folder.makeFolder("closed")
            for folder in [home.folder.path, closed] { chmod(folder, folder == closed ? 0o555 : 0o755) }
            // Root may write everywhere, so nobody asks for it.
            let prefix = geteuid() == 0 ? "setpriv --reuid 65534 --clear-groups " : ""
            let environment = home.environment.merging(["KATO_HOME": closed + "/deep/kato"]) { $1 }
            let said = try await Shell.run(
                "sh", ["-c", "exec \(prefix)'\(Programs.kato)' doctor --json"], environment: environment)
            let found = try said.json()["checks"]?.arrayValue?.filter { $0["name"] == "permissions" } ?? []
            #expect(found.count == 1 && found.first?["state"] == "failed", "\(said)")
            #expect(found.first?["detail"]?.stringValue?.contains("because \(closed) cannot") == true, "\(said)")
            #expect(found.first?["remedy"]?.stringValue?.contains(closed) == true, "\(said)")
        }

        @Test func `of a broken configuration init says the same as everybody, and it helps`() async throws {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 2\nrendr: {}\n")
            let said = try await home.kato("config", "validate")
            #expect(said.errors.hasPrefix("kato: ") && !said.errors.contains("shows"), "\(said)")
            #expect(said.errors.contains("move it away") && said.errors.contains("`kato init`"), "\(said)")
            #expect(try await home.kato("init").errors == said.errors)
            try FileManager.default.moveItem(atPath: home.home + "/config.yaml", toPath: home.home + "/old.yaml")
            #expect(try await home.kato("init").status == 0)
            #expect(try await home.kato("config", "validate").status == 0)
        }

        @Test func `everything wrong with a configuration is said by kato, whoever reads it`() async throws {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 2\nrendr: {}\nsandbox: perhaps\n")
            for words in [["init"], ["config", "validate"], ["config", "show"], ["start"], ["sessions", "list"]] {
                let said = try await Shell.run(Programs.kato, words, environment: home.environment)
                #expect(said.status == 1 && said.output.isEmpty, "\(words) \(said)")
                #expect(said.errors.hasPrefix("kato: ") && !said.errors.contains("katod: "), "\(words) \(said)")
                #expect(said.errors.contains("rendr") && said.errors.contains("perhaps"), "\(words) \(said)")
                #expect(said.errors.occurrences(of: "hint: ") == 1, "\(words) \(said)")
            }
        }

        @Test func `a file that is not there cannot be made by init when it is another one`() async throws {
            let home = try KatoHome()
            let other = try await home.kato("config", "validate", "/nonexistent.yaml")
            #expect(other.status == 1 && other.errors.contains("/nonexistent.yaml"), "\(other)")
            #expect(other.errors.contains("hint: ") && !other.errors.contains("kato init"), "\(other)")
            let own = try await home.kato("config", "validate")
            #expect(own.status == 1 && own.errors.contains("kato init"), "\(own)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
        func `a socket of another user is called that`() async throws {
            let home = try KatoHome()
            try await home.start()
            // It is root's, and nobody asks.
            for folder in [home.folder.path, home.home, home.home + "/run"] { chmod(folder, 0o755) }
            let script = "exec setpriv --reuid 65534 --clear-groups '\(Programs.kato)' status"
            let said = try await Shell.run("sh", ["-c", script], environment: home.environment)
            #expect(said.status == 1, "\(said)")
            #expect(said.errors.contains(home.socket) && said.errors.contains("another user"), "\(said)")
            #expect(said.errors.contains("hint: ") && !said.errors.contains("ry again"), "\(said)")
        }

        @Test func `the folder of an export is made, as it is for one in the chat`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("to be exported")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let said = try await Shell.run(
                Programs.kato, ["export", chat.id, "-o", "new/deep/x.md"], environment: home.environment,
                directory: home.project)
            #expect(said.status == 0, "\(said)")
            #expect(try home.folder.text(of: "work/new/deep/x.md").contains("to be exported"))
            let folder = try await home.kato("export", chat.id, "-o", home.project + "/other/")
            #expect(folder.status == 0, "\(folder)")
            #expect(try home.folder.names(in: "work/other").count == 1)
            try FileManager.default.createSymbolicLink(
                atPath: home.project + "/link", withDestinationPath: home.project + "/other")
            let linked = try await home.kato("export", chat.id, "-o", home.project + "/link/more/x.md")
            #expect(linked.status == 0, "\(linked)")
            #expect(try home.folder.text(of: "work/other/more/x.md").contains("to be exported"))
            try home.folder.write("a file", to: "work/file")
            let refused = try await home.kato("export", chat.id, "-o", home.project + "/file/x.md")
            #expect(refused.status == 1 && refused.errors.contains(home.project + "/file"), "\(refused)")
            #expect(refused.errors.contains("hint: "))
            // Nothing is left behind where nothing came of it.
            let unknown = try await home.kato("export", "nobody", "-o", home.project + "/left/x.md")
            #expect(unknown.status == 1)
            #expect(!FileManager.default.fileExists(atPath: home.project + "/left"))
        }
    }
}
