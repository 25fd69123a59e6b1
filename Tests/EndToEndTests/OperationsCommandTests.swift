import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct OperationsCommandTests {
        @Test func `logs are shown for people and for programs, and followed`() async throws {
            let home = try KatoHome()
            #expect(try await home.kato("logs").status == 0)
            try await home.start()
            let text = try await home.kato("logs", "--audit")
            #expect(text.output.contains("allow") && text.output.contains("daemon.started"), "\(text)")
            let lines = try await home.kato("logs", "--json", "-n", "1")
            #expect(try lines.json()["schemaVersion"] == 1)
            let followed = try await Shell.run(
                "sh",
                [
                    "-c",
                    """
                    kato='\(Programs.kato)' seen='\(home.folder.file("seen"))'
                    "$kato" logs -f --audit -n 0 >"$seen" & p=$!
                    for i in 1 2 3 4 5 6 7 8 9 10; do
                        "$kato" call state.clean '{"logs":true}' >/dev/null; sleep 0.3
                        grep -q state.cleaned "$seen" && break
                    done
                    kill $p
                    """,
                ], environment: home.environment)
            #expect(try home.folder.text(of: "seen").contains("state.cleaned"), "\(followed)")
        }

        @Test func `doctor finds nothing wrong in a healthy home, and what is wrong in a sick one`() async throws {
            let home = try KatoHome()
            try await home.start()
            let healthy = try await home.kato("doctor", "--json")
            let checks = try healthy.json()["checks"]?.arrayValue ?? []
            #expect(healthy.status == 0, "\(healthy)")
            for name in [
                "config", "permissions", "claude", "socket", "journal", "watches", "clock", "sandbox", "service",
            ] {
                #expect(checks.contains { $0["name"]?.stringValue == name }, "\(name)")
            }
            #expect(checks.first { $0["name"] == "journal" }?["state"] == "good")
            #expect(try await home.kato("stop").status == 0)
            try home.write(config: "schemaVersion: 1\nlogging:\n  level: loud\n")
            chmod(home.home + "/config.yaml", 0o600)
            try home.folder.write("this is no database", to: "kato/state/journal.db")
            chmod(home.home + "/state/logs", 0o755)
            let sick = try await home.kato("doctor", "--json")
            #expect(sick.status == 1)
            let failed = try sick.json()["checks"]?.arrayValue?.filter { $0["state"] == "failed" } ?? []
            #expect(
                Set(failed.compactMap { $0["name"]?.stringValue }) == ["config", "permissions", "journal"], "\(sick)")
            #expect(failed.allSatisfy { $0["remedy"]?.stringValue?.isEmpty == false })
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `a completion script is made for each shell`(shell: String) async throws {
            let home = try KatoHome()
            let script = try await home.kato("completion", shell)
            #expect(script.status == 0 && script.output.contains("sessions"), "\(script)")
            #expect(try await home.kato("completion", "tcsh").status == 2)
        }

        @Test func `a conversation's name is completed from the daemon`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let script = home.folder.file("kato.bash")
            try home.folder.write(try await home.kato("completion", "bash").output, to: "kato.bash")
            let completed = try await Shell.run(
                "bash",
                [
                    "-c",
                    "PATH=\(Programs.folder):$PATH; . '\(script)'; COMP_WORDS=(kato export ''); COMP_CWORD=2; COMP_LINE='kato export '; COMP_POINT=12; COMP_TYPE=9; _kato; printf '%s\\n' \"${COMPREPLY[@]}\"",
                ], environment: home.environment)
            let short = try await home.kato("sessions", "list", "--json").json()["sessions"]?.arrayValue?.first?[
                "shortId"]
            #expect(completed.output.contains(short?.stringValue ?? "?"), "\(completed)")
        }

        @Test func `the export to HTML is whole, and so is a recording that goes on`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("<b>first</b>")
            try chat.assistant("second & **strong**")
            let file = home.project + "/live.html"
            try home.write(config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(home.project)]\n")
            chmod(home.home + "/config.yaml", 0o600)
            #expect(try await home.kato("restart").status == 0)
            try chat.user("::capture live.html\nthird")
            try await eventually("it is recorded") {
                (try? String(contentsOfFile: file, encoding: .utf8))?.contains("third") == true
            }
            try chat.assistant("fourth <script>")
            try await eventually("it goes on") {
                (try? String(contentsOfFile: file, encoding: .utf8))?.contains("fourth") == true
            }
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.hasPrefix("<!DOCTYPE html>") && text.occurrences(of: "<html") == 1)
            #expect(
                !text.contains("<script>") && text.occurrences(of: "<section") == text.occurrences(of: "</section>"))
            let exported = try await home.kato("export", chat.id, "-f", "html", "--json")
            let path = try #require(try exported.json()["path"]?.stringValue)
            let whole = try String(contentsOfFile: path, encoding: .utf8)
            #expect(
                path.hasSuffix(".html") && whole.contains("&lt;b&gt;first&lt;/b&gt;")
                    && whole.contains("<strong>strong</strong>"))
        }

        @Test func `the agent's instructions get a paragraph, and lose only it`() async throws {
            let home = try KatoHome()
            let mine = "# Mine\n\nBe brief."
            try home.folder.write(mine, to: "claude/CLAUDE.md")
            #expect(try await home.kato("integrate", "claude").status == 0)
            #expect(try await home.kato("integrate", "claude").status == 0)
            let with = try home.folder.text(of: "claude/CLAUDE.md")
            #expect(with.hasPrefix(mine + "\n\n") && with.occurrences(of: "kato: begin") == 1)
            #expect(try await home.kato("integrate", "claude", "--remove").status == 0)
            #expect(try home.folder.text(of: "claude/CLAUDE.md").trimmingCharacters(in: .newlines) == mine)
            let none = try await home.kato("integrate", "gemini")
            #expect(none.status == 1 && none.errors.contains("hint: "))
        }

        @Test func `the manual page names every command`() async throws {
            let home = try KatoHome()
            let page = try await home.kato("manual")
            for command in ["kato start", "kato clean", "kato sessions show", "kato service install", "kato doctor"] {
                #expect(page.output.contains(".SS \"" + command), "\(command)")
            }
            #expect(!page.output.contains("kato manual"))
        }
    }
}
