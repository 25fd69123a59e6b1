import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// The service in a real user manager. Where none can be started, ``ServiceTests`` stand in with a NOTIFY_SOCKET
    /// listener and systemd-socket-activate, and these are counted as skipped.
    @Suite(
        .enabled(
            if: UserSystemd.isPossible,
            "no systemd --user can be started here (root, systemd and dbus-daemon are needed); stand-ins are tested"))
    struct UserManagerTests {
        private static func pid(_ user: UserSystemd) async throws -> Int64? {
            try await user.kato("status", "--json").json()["pid"]?.intValue
        }

        @Test func `the service starts, reloads, comes back when killed or stuck, and stops`() async throws {
            let user = try await UserSystemd()
            let installed = try await user.kato("service", "install")
            #expect(installed.status == 0 && installed.output.contains("kato is a service now"), "\(installed)")
            #expect(try await user.property("ActiveState") == "active")
            #expect(try await user.property("StatusText").isEmpty == false)
            let first = try #require(try await Self.pid(user))

            // Settings are taken in by another worker, and the manager is told.
            let config = user.folder.file("home/.config/kato/config.yaml")
            let text = try String(contentsOfFile: config, encoding: .utf8)
            try (text + "\nflags: []\n").write(toFile: config, atomically: true, encoding: .utf8)
            #expect(try await user.systemctl("reload", "kato").status == 0)
            #expect(try await user.property("ActiveState") == "active")

            try await Self.restarts(user, after: "KILL", result: nil)
            let second = try #require(try await Self.pid(user))
            #expect(second != first)

            // The watchdog's patience is a minute; the test's is not.
            let override = "[Service]\nWatchdogSec=2\nTimeoutAbortSec=1\nRestartSec=0\n"
            try user.folder.write(override, to: "home/.config/systemd/user/kato.service.d/99-test.conf")
            try await user.systemctl("daemon-reload")
            #expect(try await user.systemctl("restart", "kato").status == 0)
            try await Self.restarts(user, after: "STOP", result: "watchdog")

            #expect(try await user.systemctl("stop", "kato").status == 0)
            #expect(try await user.property("ActiveState") == "inactive")
            #expect(try await user.property("Result") == "success")
            #expect(try await user.kato("status").status == 3)
            #expect(try await user.kato("service", "uninstall").status == 0)
            #expect(try await user.systemctl("is-enabled", "kato").status != 0)
        }

        /// The manager starts the service again after a signal to all of it, and says `result` of the one before.
        private static func restarts(_ user: UserSystemd, after signal: String, result: String?) async throws {
            let before = Int(try await user.property("NRestarts")) ?? 0
            var results: Set<String> = []
            #expect(try await user.systemctl("kill", "--signal=\(signal)", "kato").status == 0)
            try await eventually("it is started again after \(signal)", within: .seconds(60)) {
                results.insert(try await user.property("Result"))
                let restarts = Int(try await user.property("NRestarts")) ?? 0
                return try await user.property("ActiveState") == "active" && restarts > before
            }
            if let result { #expect(results.contains(result), "\(results)") }
            try await eventually("it answers again") { try await user.kato("status").status == 0 }
        }

        /// With RestrictSUIDSGID the kernel has no openat2, as in some containers.
        @Test(arguments: ["", "RestrictSUIDSGID=yes"])
        func `the confined service records, also after a login with an empty runtime folder`(more: String) async throws
        {
            let user = try await UserSystemd()
            #expect(try await user.kato("service", "install").status == 0)
            let dropIn = "home/.config/systemd/user/kato.service.d/99-test.conf"
            try user.folder.write("[Service]\n\(more)\n", to: dropIn)
            #expect(try await user.systemctl("daemon-reload").status == 0)
            // What is left of the runtime folder after a logout: nothing.
            #expect(try await user.systemctl("stop", "kato").status == 0)
            #expect(try await user.run("sh", ["-c", "rm -rf \"$XDG_RUNTIME_DIR/kato\""]).status == 0)
            #expect(try await user.systemctl("start", "kato").status == 0)
            let id = UUID().uuidString.lowercased()
            let time = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            let line = """
                {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"\(user.folder.file("work"))",\
                "sessionId":"\(id)","version":"2.1.0","type":"user","uuid":"\(UUID().uuidString.lowercased())",\
                "message":{"role":"user","content":"::record\\nfrom within the service"},"timestamp":"\(time)"}

                """
            try user.folder.makeFolder("claude/projects/-work")
            try user.folder.write(line, to: "claude/projects/-work/\(id).jsonl")
            let recordings = "home/.local/share/kato/recordings/claude"
            try await eventually("it is recorded") {
                let name = (try? user.folder.names(in: recordings))?.first { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
                return try name.map { try user.folder.text(of: recordings + "/" + $0).contains("from within") } ?? false
            }
        }

        @Test func `a request starts the service when only its socket is there`() async throws {
            let user = try await UserSystemd()
            #expect(try await user.kato("service", "install", "--socket").status == 0)
            #expect(try await user.systemctl("stop", "kato.service").status == 0)
            #expect(try await user.property("ActiveState") == "inactive")
            let asked = try await user.kato("status", "--json")
            #expect(asked.status == 0, "\(asked)")
            #expect(try asked.json()["socketPath"]?.stringValue?.hasSuffix("/kato/control.sock") == true)
            #expect(try await user.property("ActiveState") == "active")
            #expect(try await user.kato("service", "uninstall").status == 0)
        }
    }
}
