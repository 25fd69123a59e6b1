import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct DaemonLifeTests {
        @Test func `start returns when the daemon is ready, stop when it is gone`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            #expect(try await home.kato("call", "daemon.ping").status == 0)
            let stopped = try await home.kato("stop")
            #expect(stopped.status == 0)
            #expect(!LivingProcess.exists(pid))
            #expect(!FileManager.default.fileExists(atPath: home.socket))
            #expect(try await home.kato("stop").status == 0, "stopping what does not run is done")
        }

        @Test func `the daemon holds nothing open that its starter had open`() async throws {
            let home = try KatoHome()
            let script = "exec 7>'\(home.folder.file("held"))'; exec '\(Programs.kato)' start"
            let started = try await Shell.run("/bin/sh", ["-c", script], environment: home.environment)
            #expect(started.status == 0, "\(started)")
            let pid = try #require(try await home.status()["pid"]?.intValue)
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
                .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)") }
            #expect(!open.isEmpty)
            #expect(!open.contains { $0.hasSuffix("/held") })
        }

        @Test func `a second start says that one runs, a second daemon refuses`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let again = try await home.kato("start")
            #expect(again.status == 0)
            #expect(again.output.contains("\(pid)"), "\(again)")
            let second = try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
            #expect(second.status == 1)
            #expect(second.errors.contains("Another kato daemon (pid \(pid))"), "\(second)")
            #expect(try await home.status()["pid"]?.intValue == Int64(pid))
        }

        @Test func `a restart gives another process and keeps what was known`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("the conversation is known") {
                try await home.status()["sessions"]?["total"]?.intValue == 1
            }
            #expect(try await home.kato("restart").status == 0)
            let status = try await home.status()
            #expect(status["pid"]?.intValue != Int64(pid))
            #expect(status["sessions"]?["total"]?.intValue == 1)
        }

        @Test func `folders and files of its own are for their owner alone`() async throws {
            let home = try KatoHome()
            try await home.start()
            let expected = [
                "": 0o700, "/state": 0o700, "/state/logs": 0o700, "/run": 0o700, "/run/control.sock": 0o600,
                "/state/journal.db": 0o600, "/state/logs/audit.jsonl": 0o600, "/state/logs/operational.jsonl": 0o600,
                "/config.yaml": 0o600,
            ]
            for (name, mode) in expected {
                let attributes = try FileManager.default.attributesOfItem(atPath: home.home + name)
                #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
            }
        }

        @Test func `systemd hears when it is ready, how it is doing and that it stops`() async throws {
            let receiver = try DatagramReceiver.inTemporaryDirectory()
            defer { receiver.remove() }
            let home = try KatoHome(extra: ["NOTIFY_SOCKET": receiver.address])
            let daemon = Task {
                try await Shell.run(Programs.katod, ["--foreground"], environment: home.environment)
            }
            var heard = ""
            try await eventually("READY=1 is heard") {
                while let datagram = receiver.next() { heard += datagram + "\n" }
                return heard.contains("READY=1")
            }
            #expect(heard.contains("STATUS="))
            let pid = Int32(try #require(try await home.status()["pid"]?.intValue))
            kill(pid, SIGTERM)
            let finished = try await daemon.value
            while let datagram = receiver.next() { heard += datagram + "\n" }
            #expect(finished.status == 0, "\(finished)")
            #expect(heard.contains("STOPPING=1"), "\(heard)")
        }

        @Test func `what was written before SIGTERM is recorded before it ends`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nthe beginning")
            try await eventually("it is recorded") { home.recording().contains("the beginning") }
            for number in 0..<200 { try chat.assistant("part \(number).") }
            try await eventually("some of it is recorded") { home.recording().contains("part 0.") }
            kill(pid, SIGTERM)
            try await eventually("it is gone") { !LivingProcess.exists(pid) }
            try await home.start()
            try await eventually("all of it is recorded") { home.recording().contains("part 199.") }
            let text = home.recording()
            for number in stride(from: 0, to: 200, by: 20) { #expect(text.occurrences(of: "part \(number).") == 1) }
        }
    }
}
