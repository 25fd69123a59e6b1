import Foundation
import KatoTestSupport
import StrictJSON
import Testing

/// A user's own systemd, with a bus, in mount and process namespaces that end with it: nothing of it can outlive a test.
final class UserSystemd {
    let folder: TemporaryDirectory
    private let manager: Process
    /// The first process in the namespaces, as seen from here.
    private let inside: Int32

    /// Longer than any of its tests takes; then everything in it is killed.
    private static let lifetime = "240"
    private static let deadline = "60"
    /// Where the user's runtime folder is, in there.
    private static let runtime = "/run/user/\(geteuid())"

    /// What the system's own manager does before it starts a user's: an empty runtime folder, and what
    /// `ProtectKernelLogs` and its like put over files.
    private static let script = """
        mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/systemd/inaccessible/dir \(runtime)
        touch /run/systemd/inaccessible/reg && chmod 0 /run/systemd/inaccessible/* && chmod 700 \(runtime)
        dbus-daemon --session --address="$DBUS_SESSION_BUS_ADDRESS" --nofork --nopidfile &
        /lib/systemd/systemd --user
        """

    /// Whether one can be started here, which needs root, a systemd, and a kernel that lets it have its groups.
    static let isPossible: Bool = {
        let programs = ["/lib/systemd/systemd", "/usr/bin/dbus-daemon", "/usr/bin/nsenter", "/usr/bin/unshare"]
        guard geteuid() == 0, programs.allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) }) else {
            return false
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments =
            [
                "-k", "1", "10", "unshare", "--mount", "--pid", "--fork", "--kill-child=SIGKILL", "--mount-proc", "sh",
                "-c",
            ]
            + [script.replacing("/lib/systemd/systemd --user", with: probe)]
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Ends well once a manager answers.
    private static let probe = """
        /lib/systemd/systemd --user &
        for _ in $(seq 40); do systemctl --user show-environment && exit 0; sleep 0.2; done; exit 1
        """

    private static let environment = [
        "XDG_RUNTIME_DIR": runtime, "DBUS_SESSION_BUS_ADDRESS": "unix:path=\(runtime)/bus",
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]

    private var environment: [String: String] {
        Self.environment.merging(["HOME": folder.file("home"), "CLAUDE_CONFIG_DIR": folder.file("claude")]) { $1 }
    }

    init() async throws {
        folder = try TemporaryDirectory()
        for name in ["work", "home", "claude/projects"] { try folder.makeFolder(name) }
        manager = Process()
        manager.executableURL = URL(filePath: "/usr/bin/timeout")
        manager.arguments = [
            "-s", "KILL", Self.lifetime, "unshare", "--mount", "--pid", "--fork", "--kill-child=SIGKILL",
            "--mount-proc", "sh", "-c", Self.script,
        ]
        manager.environment = Self.environment.merging(["HOME": folder.file("home")]) { $1 }
        manager.standardError = FileHandle.nullDevice
        manager.standardOutput = FileHandle.nullDevice
        try manager.run()
        var found: Int32?
        let timeout = manager.processIdentifier
        try await eventually("the namespaces are there") {
            found = Self.child(of: timeout).flatMap { Self.child(of: $0) }
            return found != nil
        }
        guard let found else { throw DidNotHappen(what: "a process in the namespaces") }
        inside = found
        try await eventually("the manager answers") { try await self.systemctl("show-environment").status == 0 }
    }

    deinit {
        // The first process of the namespaces, with which the kernel ends all others in them.
        kill(inside, SIGKILL)
        manager.waitUntilExit()
    }

    /// Runs a program in there. Everything has its deadline.
    func run(_ program: String, _ arguments: [String]) async throws -> Finished {
        try await Shell.run(
            "timeout", ["-k", "1", Self.deadline, "nsenter", "-t", "\(inside)", "-m", "-p", program] + arguments,
            environment: environment)
    }

    @discardableResult
    func kato(_ arguments: String...) async throws -> Finished {
        try await run(Programs.kato, arguments)
    }

    @discardableResult
    func systemctl(_ arguments: String...) async throws -> Finished {
        try await run("systemctl", ["--user"] + arguments)
    }

    /// A property of kato's service, as the manager has it.
    func property(_ name: String) async throws -> String {
        try await systemctl("show", "kato.service", "--value", "-p", name).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func child(of pid: Int32) -> Int32? {
        let list = try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
        return list?.split(separator: " ").first.flatMap { Int32($0) }
    }
}
