import Foundation
import KatoTestSupport
import StrictJSON

/// A home of its own for one daemon, with the folder its agent writes to.
final class Home: Sendable {
    let root: String
    let programs: String
    private let folder: TemporaryDirectory?

    var kato: String { root + "/kato" }
    var recordings: String { kato + "/recordings" }
    var state: String { kato + "/state" }
    var project: String { root + "/work" }
    var logs: String { root + "/claude/projects/-work" }

    init(_ options: Options) throws {
        let folder = try TemporaryDirectory()
        programs = options.programs
        if options.keeps {
            root = folder.path + ".kept"
            Console.say("working in \(root)")
            self.folder = nil
        } else {
            root = folder.path
            self.folder = folder
        }
        for path in [project, logs, root + "/home", recordings] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: kato)
    }

    var environment: [String: String] {
        [
            "KATO_HOME": kato, "CLAUDE_CONFIG_DIR": root + "/claude", "HOME": root + "/home",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
    }

    /// Starts the daemon; it is not waited for.
    func daemon(under wrapper: [String] = []) throws -> ChildProcess {
        try ChildProcess(
            wrapper + [programs + "/katod", "--foreground"], environment: environment, output: root + "/katod.log")
    }

    /// What `kato status --json` says, or `nil` while nobody answers.
    func status() throws -> JSONValue? {
        let output = root + "/status.json"
        try? FileManager.default.removeItem(atPath: output)
        let status = try ChildProcess(
            [programs + "/kato", "status", "--json"], environment: environment, output: output)
        guard status.wait() == 0 else { return nil }
        return try? JSONValue.parse(String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self))
    }

    /// True when every source was read to its end: the checkpoint is the file's size.
    func hasReadEverything() throws -> Bool {
        guard let ingest = try status()?["ingest"] else { return false }
        return ingest["state"]?.stringValue == "live" && ingest["filesWaiting"]?.intValue == 0
            && ingest["bytesWaiting"]?.intValue == 0
    }

    /// Waits until `condition` holds; false when it does not within `seconds`.
    static func wait(_ seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if try condition() { return true }
            usleep(20_000)
        }
        return try condition()
    }

    /// Starts the daemon and waits until it answers.
    func readyDaemon() throws -> ChildProcess {
        let daemon = try daemon()
        guard try Self.wait(30, { try status() != nil }) else {
            throw TortureError("the daemon does not answer\n\(lastWords)")
        }
        return daemon
    }

    /// The end of what daemons wrote to standard error.
    var lastWords: String {
        String(((try? String(contentsOfFile: root + "/katod.log", encoding: .utf8)) ?? "").suffix(2000))
    }
}
