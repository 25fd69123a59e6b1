import Foundation
import Subprocess
import SystemPackage

/// The program beside the test bundle that does what has to be done in another process.
enum Probe {
    static let path: String = {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().path(percentEncoded: false) + "/SecurityProbe"
    }()

    /// What it prints, without the last line end.
    static func run(_ program: String = path, _ arguments: [String], input: String = "") async throws -> String {
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
            input: .string(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return (result.standardOutput + result.standardError).trimmingCharacters(in: .newlines)
    }

    /// Runs a shell script in a mount namespace of its own. `nil` where the system allows none.
    static func inMountNamespace(_ script: String) async throws -> String? {
        guard canMount else { return nil }
        return try await run("unshare", unshareArguments + ["sh", "-c", script])
    }

    /// True where a mount namespace can be had: as root, or in a user namespace.
    static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare"] + unshareArguments + ["sh", "-c", "mount -t tmpfs tmpfs /mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private static let unshareArguments = geteuid() == 0 ? ["--mount"] : ["--mount", "--map-root-user"]
}
