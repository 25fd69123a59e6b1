import ArgumentParser
import KatoControlClient
import KatoModel
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the daemon is and how to reach it.
struct Daemons: Sendable {
    let paths: KatoPaths

    init() throws {
        paths = try KatoPaths.resolve(environment: ProcessEnvironment.current())
    }

    /// A client of the running daemon.
    func client() throws(ControlClientError) -> ControlClient {
        try ControlClient(socketPath: paths.socket)
    }

    /// A client of the running daemon, or of one started for this command alone.
    func clientOrOneShot() throws -> ControlClient {
        do throws(ControlClientError) {
            return try client()
        } catch .notRunning {
            let client = ControlClient(process: try OneShotDaemon.spawn(try executable()))
            // Without a daemon what the agents wrote meanwhile is read first.
            client.onProgress = ProgressReport(title: "Reading the agents' files").show
            return client
        }
    }

    /// The path of katod: beside this program, else wherever PATH says.
    func executable() throws -> String {
        let beside = Self.ownPath().flatMap { own in own.lastIndex(of: "/").map { String(own[...$0]) + "katod" } }
        let fromPath = (ProcessEnvironment.current()["PATH"] ?? "").split(separator: ":").map { "\($0)/katod" }
        for candidate in [beside].compactMap({ $0 }) + fromPath where access(candidate, X_OK) == 0 { return candidate }
        throw CommandFailure(
            "katod cannot be found.", hint: "Install kato again; kato and katod belong into one folder.")
    }

    /// Has katod do a command's work, which knows the settings: it writes the output, and what went wrong is ours to say.
    func run(_ arguments: [String]) throws {
        let (status, errors) = try ChildProcess.run(try executable(), arguments)
        guard status != 0 else { return Console.complain(errors, end: "") }
        guard let report = FailureReport(errors) else { throw ExitCode(status) }
        throw CommandFailure(report.message, hint: report.hint, status: ExitStatus(rawValue: status) ?? .failed)
    }

    /// Runs katod and returns what it printed.
    func output(of arguments: [String]) throws -> [UInt8] {
        let (status, bytes) = try ChildProcess.output(of: try executable(), arguments)
        if status != 0 { throw ExitCode(status) }
        return bytes
    }

    /// Whether no daemon uses the state. The kernel drops the lock with the process, so a free lock means that it is gone.
    func isLockFree() -> Bool {
        let descriptor = open(paths.lockFile, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// The time now.
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func ownPath() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        #if os(Linux)
            let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
            guard count > 0 else { return nil }
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
            var size = UInt32(buffer.count)
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return String(cString: buffer)
        #endif
    }
}
