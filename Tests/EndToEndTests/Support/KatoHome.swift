import Foundation
import KatoTestSupport
import StrictJSON
import Testing

/// A home of its own for one daemon, with the folder its agent writes to. The daemon ends with it.
final class KatoHome: Sendable {
    let folder: TemporaryDirectory
    let environment: [String: String]

    var home: String { folder.file("kato") }
    var project: String { folder.file("work") }
    var recordings: String { home + "/recordings/claude" }
    var socket: String { home + "/run/control.sock" }

    init(extra: [String: String] = [:]) throws {
        folder = try TemporaryDirectory()
        for name in ["work", "home", "claude/projects"] { try folder.makeFolder(name) }
        environment = [
            "KATO_HOME": folder.file("kato"),
            "CLAUDE_CONFIG_DIR": folder.file("claude"),
            "HOME": folder.file("home"),
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ].merging(extra) { $1 }
    }

    deinit {
        guard let text = try? folder.text(of: "kato/state/katod.lock"),
            let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            Self.program(of: pid)?.hasSuffix("/katod") == true
        else { return }
        kill(pid, SIGKILL)
    }

    private static func program(of pid: Int32) -> String? {
        guard let environment = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline")) else { return nil }
        return String(decoding: environment.prefix { $0 != 0 }, as: UTF8.self)
    }

    // MARK: - The command line

    @discardableResult
    func kato(_ arguments: String...) async throws -> Finished {
        try await Shell.run(Programs.kato, arguments, environment: environment)
    }

    /// Starts the daemon and returns its process id.
    @discardableResult
    func start() async throws -> Int32 {
        let started = try await kato("start")
        guard started.status == 0, let pid = try await status()["pid"]?.intValue else {
            throw DidNotHappen(what: "kato start: \(started)")
        }
        return Int32(pid)
    }

    func status() async throws -> JSONValue {
        try await kato("status", "--json").json()
    }

    /// Ends the daemon as a power cut would, and waits until it is gone.
    func kill9(_ pid: Int32) async throws {
        kill(pid, SIGKILL)
        try await eventually("\(pid) is gone") { !LivingProcess.exists(pid) }
    }

    // MARK: - Files

    /// A new conversation of the agent.
    func conversation() -> ClaudeLog {
        ClaudeLog(home: self)
    }

    func write(config text: String) throws {
        try folder.write(text, to: "kato/config.yaml")
    }

    /// The recordings in the default folder, by name.
    func recordingNames() -> [String] {
        ((try? folder.names(in: "kato/recordings/claude")) ?? []).filter { !$0.hasPrefix(".") }
    }

    /// What stands in the only recording below its front matter, or nothing yet.
    func recording() -> String {
        guard let name = recordingNames().first,
            let text = try? folder.text(of: "kato/recordings/claude/" + name),
            let end = text.range(of: "\n---\n")
        else { return "" }
        return String(text[end.upperBound...])
    }

    /// The lines of the audit log.
    func audit() throws -> [JSONValue] {
        try folder.text(of: "kato/state/logs/audit.jsonl").split(separator: "\n").map {
            try JSONValue.parse(String($0))
        }
    }
}
