import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Rows 73 to 84: who may serve and who may ask.
    @Suite struct AuthorityTests {
        private static let isRoot = geteuid() == 0

        @Test(.enabled(if: isRoot, "needs root, to become another user"))
        func `another user is turned away before a byte is read, and it is audited`() async throws {
            let home = try KatoHome()
            try await home.start()
            for path in [home.folder.file(""), home.home, home.home + "/run"] { chmod(path, 0o777) }
            chmod(home.socket, 0o777)
            let said = try await Shell.run(
                "setpriv",
                ["--reuid=65534", "--clear-groups", "socat", "-t", "5", "-", "UNIX-CONNECT:\(home.socket)"],
                environment: home.environment, input: RawClient.ping)
            #expect(said.output.isEmpty, "row 73: \(said)")
            let denied = try home.audit().filter { $0["event"] == "control.rejected" }
            #expect(denied.first?["decision"] == "deny" && denied.first?["peerUID"] == 65534, "row 73")
            #expect(try RawClient.exchange(home, RawClient.ping).count == 1)
        }

        @Test func `what changes something is audited with the program that asked`() async throws {
            let home = try KatoHome()
            try await home.start()
            _ = try await home.kato("call", "state.clean", #"{"logs":true,"dryRun":true}"#)
            let line = try #require(try home.audit().last { $0["method"] == "state.clean" })
            #expect(line["peerExecutable"]?.stringValue?.hasSuffix("kato") == true, "row 84: \(line)")
            #expect(line["peerUID"]?.intValue == Int64(geteuid()) && line["access"] == "admin")
        }

        @Test func `what stands at the socket's place and is no socket is left alone`() async throws {
            for make in ["mkdir", "touch", "mkfifo", "ln -s /etc/passwd"] {
                let home = try KatoHome()
                try home.folder.makeFolder("kato/run")
                chmod(home.home + "/run", 0o700)
                _ = try await Shell.run("sh", ["-c", "\(make) '\(home.socket)'"], environment: home.environment)
                let started = try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
                #expect(started.status == 1 && started.errors.contains("hint: "), "row 75: \(make) \(started)")
                var status = stat()
                #expect(lstat(home.socket, &status) == 0, "row 75: \(make)")
            }
        }

        @Test func `a folder of the socket that others can write, or that is a link, is refused`() async throws {
            let lax = try KatoHome()
            try lax.folder.makeFolder("kato/run")
            chmod(lax.home + "/run", 0o770)
            let linked = try KatoHome()
            try linked.folder.makeFolder("elsewhere")
            try linked.folder.makeFolder("kato")
            symlink(linked.folder.file("elsewhere"), linked.home + "/run")
            for home in [lax, linked] {
                let started = try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
                #expect(started.status == 1 && started.errors.contains("hint: "), "row 76: \(started)")
            }
        }

        @Test func `of daemons that start at once exactly one wins`() async throws {
            for _ in 0..<3 {
                let home = try KatoHome()
                let ends = try await withThrowingTaskGroup(of: Int32.self) { group in
                    for _ in 0..<6 {
                        group.addTask {
                            try await Shell.run(Programs.kato, ["start"], environment: home.environment).status
                        }
                    }
                    return try await group.reduce(into: [Int32]()) { $0.append($1) }
                }
                #expect(ends.contains(0), "row 77")
                #expect(try await home.kato("call", "daemon.ping").status == 0)
                let running = try await Shell.run(
                    "sh",
                    [
                        "-c",
                        "grep -lz '^KATO_HOME=\(home.home)$' /proc/[0-9]*/environ 2>/dev/null | while read f; do readlink $(dirname $f)/exe; done | grep -c '/katod$'",
                    ],
                    environment: home.environment)
                // The keeper and its worker.
                #expect(running.output.trimmingCharacters(in: .whitespacesAndNewlines) == "2", "row 77")
            }
        }

        @Test(.enabled(if: isRoot, "needs root, to serve as another user"))
        func `a client does not speak with another user's daemon`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("kato/run")
            for path in [home.folder.file(""), home.home, home.home + "/run"] { chmod(path, 0o777) }
            let impostor = Process()
            impostor.executableURL = URL(filePath: "/usr/bin/env")
            impostor.arguments = [
                "setpriv", "--reuid=65534", "--clear-groups", "socat", "UNIX-LISTEN:\(home.socket),mode=777,fork",
                "EXEC:cat",
            ]
            try impostor.run()
            defer { kill(impostor.processIdentifier, SIGKILL) }
            try await eventually("it listens") { FileManager.default.fileExists(atPath: home.socket) }
            let said = try await home.kato("call", "daemon.ping")
            #expect(said.status == 1 && said.errors.contains("another user"), "row 80: \(said)")
        }

        @Test func `the daemon has no name in the abstract namespace, which anybody could take`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let folder = "/proc/\(pid)/fd"
            let inodes = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
                try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + name)
            }.compactMap { $0.hasPrefix("socket:[") ? $0.dropFirst("socket:[".count).dropLast() : nil }
            let table = try String(contentsOfFile: "/proc/\(pid)/net/unix", encoding: .utf8).split(separator: "\n")
            let named = table.map { $0.split(separator: " ") }
                .filter { $0.count > 7 && inodes.contains($0[6]) }.map { String($0[7]) }
            #expect(named.contains(home.socket) && named.allSatisfy { !$0.hasPrefix("@") }, "row 82: \(named)")
        }

        @Test func `a path with blanks and letters of any script works`() async throws {
            let home = try KatoHome(extra: ["KATO_HOME": "/tmp/kato ünï \(UUID().uuidString.prefix(8))"])
            let folder = home.environment["KATO_HOME"] ?? ""
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let started = try await home.kato("start")
            #expect(started.status == 0, "row 81: \(started)")
            #expect(
                try await home.kato("status", "--json").json()["socketPath"]?.stringValue == folder
                    + "/run/control.sock")
            #expect(try await home.kato("stop").status == 0)
        }

        @Test func `what steers a terminal is not said back to it`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("\u{1B}]0;title\u{7} \u{1B}[2J::stop hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let hostile = "\u{1B}[31mred\n::stop"
            for arguments in [
                ["sessions", "show", hostile], ["export", chat.id, "-o", home.recordings + "/\(hostile).md"],
                ["status"],
                ["sessions", "show", chat.id], ["sessions", "list"], ["logs"], ["call", hostile],
                ["export", "--", "-x"],
            ] {
                let said = try await Shell.run(Programs.kato, arguments, environment: home.environment)
                #expect(!said.output.contains("\u{1B}") && !said.errors.contains("\u{1B}"), "row 83: \(arguments)")
            }
        }
    }
}
