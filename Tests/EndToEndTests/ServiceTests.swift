import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct ServiceTests {
        @Test(arguments: ["service", "socket"])
        func `the packaged units are what the program prints`(unit: String) async throws {
            let home = try KatoHome()
            let printed = try await home.kato("service", "print", unit, "--bindir", "@bindir@").output
            let packaged = try String(
                contentsOfFile: Programs.repository + "/packaging/systemd/kato.\(unit)", encoding: .utf8)
            #expect(printed == packaged)
        }

        private static let hasAnalyze = FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")

        @Test(.enabled(if: hasAnalyze, "needs systemd-analyze"))
        func `systemd finds nothing wrong with the units that are installed`() async throws {
            let home = try KatoHome()
            let written = try await home.kato("service", "install", "--write-only")
            #expect(written.status == 0, "\(written)")
            let folder = home.folder.file("home/.config/systemd/user")
            let runtime = home.folder.file("runtime")
            try home.folder.makeFolder("runtime")
            let environment = home.environment.merging(["XDG_RUNTIME_DIR": runtime]) { $1 }
            let said = try await Shell.run(
                "systemd-analyze",
                ["--user", "--man=no", "verify", folder + "/kato.service", folder + "/kato.socket"],
                environment: environment)
            #expect(said.status == 0 && said.errors.isEmpty, "\(said)")
            let dropIn = try home.folder.text(of: "home/.config/systemd/user/kato.service.d/50-write-roots.conf")
            #expect(dropIn.contains("ReadWritePaths=\(home.home)/state") && dropIn.contains("KATO_HOME=\(home.home)"))
            let socket = try home.folder.text(of: "home/.config/systemd/user/kato.socket")
            #expect(socket.contains("ListenStream=\(home.socket)\n"), "where the daemon looks for it")
            #expect(try await home.kato("service", "uninstall").status == 0)
            #expect(!FileManager.default.fileExists(atPath: folder + "/kato.service"))
        }

        private static let canActivate = FileManager.default.isExecutableFile(
            atPath: "/usr/bin/systemd-socket-activate")

        @Test(.enabled(if: canActivate, "needs systemd-socket-activate"))
        func `a socket that the service manager opened is used and left in place`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("kato/run")
            chmod(home.home + "/run", 0o700)
            let manager = Process()
            manager.executableURL = URL(filePath: "/usr/bin/systemd-socket-activate")
            manager.arguments = ["-l", home.socket, Programs.katod, "--foreground"]
            manager.environment = home.environment
            manager.standardError = FileHandle.nullDevice
            // The tool passes only what is named on.
            manager.arguments =
                home.environment.flatMap { ["-E", "\($0.key)=\($0.value)"] } + (manager.arguments ?? [])
            try manager.run()
            defer { kill(manager.processIdentifier, SIGKILL) }
            try await eventually("the socket is there") { FileManager.default.fileExists(atPath: home.socket) }
            #expect(try RawClient.exchange(home, RawClient.ping).first?["result"] != nil)
            #expect(try await home.kato("stop").status == 0)
            #expect(FileManager.default.fileExists(atPath: home.socket))
        }

        @Test func `the watchdog is fed while the stages live`() async throws {
            let home = try KatoHome()
            let receiver = try DatagramReceiver.inTemporaryDirectory()
            defer { receiver.remove() }
            let environment = home.environment.merging(
                ["NOTIFY_SOCKET": receiver.address, "WATCHDOG_USEC": "200000"]) { $1 }
            let started = try await Shell.run(Programs.kato, ["start"], environment: environment)
            #expect(started.status == 0, "\(started)")
            var words: [String] = []
            try await eventually("it is fed three times") {
                while let word = receiver.next() { words.append(word) }
                return words.count { $0 == "WATCHDOG=1" } >= 3
            }
            #expect(words.contains { $0.hasPrefix("READY=1") })
            #expect(try await home.kato("stop").status == 0)
        }
    }
}
