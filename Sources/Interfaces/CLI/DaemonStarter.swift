import KatoControlClient
import KatoModel
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starts the daemon in the background and waits until it says how that went.
struct DaemonStarter {
    let daemons: Daemons
    /// What katod gets besides.
    var arguments: [String] = []

    /// How long a daemon may take to open its journal and its socket.
    private static let patience: Int32 = 30_000

    /// What a start came to: the process id of the daemon, and whether somebody else had started it.
    struct Started {
        let pid: Int64
        let wasRunning: Bool
    }

    /// Another daemon holds the state.
    private struct AnotherIsFirst: Error {
        let failure: CommandFailure
    }

    /// Between two looks whether another daemon is ready.
    private static let pause: UInt32 = 10_000

    /// Returns when a daemon is ready. Where another start was a moment faster, that is the one that it started.
    func start() throws -> Started {
        let deadline = Daemons.now().milliseconds + Int64(Self.patience)
        while true {
            do {
                return Started(pid: Int64(try startOwn()), wasRunning: false)
            } catch let other as AnotherIsFirst {
                while !daemons.isLockFree() {
                    if let pid = StartCommand.runningDaemon(daemons) { return Started(pid: pid, wasRunning: true) }
                    guard Daemons.now().milliseconds < deadline else { throw other.failure }
                    usleep(Self.pause)
                }
                // The other one has failed, or ended: ours succeeds or says why not.
                guard Daemons.now().milliseconds < deadline else { throw other.failure }
            }
        }
    }

    private func startOwn() throws -> Int32 {
        let output = try openOutput()
        defer { close(output) }
        var pipe: [Int32] = [-1, -1]
        guard Glibc_pipe(&pipe) == 0 else {
            throw CommandFailure("No pipe can be made: \(Self.reason).", hint: "Close some programs and try again.")
        }
        defer { close(pipe[0]) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { if null >= 0 { close(null) } }
        let child = try ChildProcess.spawn(
            try daemons.executable(), ["--ready-fd", "3"] + arguments,
            descriptors: [0: null, 1: output, 2: output, 3: pipe[1]], newSession: true)
        close(pipe[1])
        return try wait(for: child, on: pipe[0])
    }

    /// Reads the one line that says `ready` and who works, or why not; its absence means that the daemon died.
    private func wait(for child: ChildProcess, on descriptor: Int32) throws -> Int32 {
        var line: [UInt8] = []
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while !line.contains(0x0A) {
            let count = Glibc_poll(&poll, Self.patience)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw CommandFailure(
                    "The daemon (pid \(child.pid)) did not get ready within 30 seconds.",
                    hint: "See \(daemons.paths.daemonOutput).")
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let got = read(descriptor, &bytes, bytes.count)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw died(child) }
            line += bytes.prefix(got)
        }
        let text = String(decoding: line.prefix { $0 != 0x0A }, as: UTF8.self)
        if text.hasPrefix("ready "), let pid = Int32(text.dropFirst(6)) { return pid }
        if text.hasPrefix("waiting "), let fault = try? JSONValue.parse(String(text.dropFirst(8))) {
            // It stays and goes on by itself, which may take longer than anybody waits here.
            throw CommandFailure(
                "The daemon (pid \(child.pid)) waits. \(fault["message"]?.stringValue ?? "")",
                hint: fault["hint"]?.stringValue)
        }
        _ = child.wait()
        guard text.hasPrefix("error "), let error = try? JSONValue.parse(String(text.dropFirst(6))) else {
            throw died(child)
        }
        let failure = CommandFailure(
            error["message"]?.stringValue ?? "The daemon could not start.", hint: error["hint"]?.stringValue)
        if error["code"]?.stringValue == "already-running" { throw AnotherIsFirst(failure: failure) }
        throw failure
    }

    private func died(_ child: ChildProcess) -> CommandFailure {
        let status = child.wait()
        let said = FailureReport(tail())
        return CommandFailure(
            "The daemon ended with exit code \(status) before it was ready.\(said.map { " It said: \($0.message)" } ?? "")",
            hint: said?.hint ?? "See \(daemons.paths.daemonOutput).")
    }

    private func tail() -> String {
        let descriptor = open(daemons.paths.daemonOutput, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        let size = lseek(descriptor, 0, SEEK_END)
        let got = pread(descriptor, &bytes, bytes.count, max(0, size - off_t(bytes.count)))
        return String(decoding: bytes.prefix(max(0, got)), as: UTF8.self)
    }

    /// Where the daemon's own output goes: begins anew at every start.
    private func openOutput() throws -> Int32 {
        try makeDirectory(daemons.paths.logsDirectory)
        let descriptor = open(
            daemons.paths.daemonOutput, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(
                "\(daemons.paths.daemonOutput) cannot be written: \(Self.reason).",
                hint: "Check who owns its folder, or set KATO_HOME to another place.")
        }
        return descriptor
    }

    private func makeDirectory(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw CommandFailure(
                "The folder \(path) cannot be made: \(Self.reason).",
                hint: "Check who owns the folder above it, or set KATO_HOME to another place.")
        }
        try makeDirectory(String(path[..<slash]))
        try makeDirectory(path)
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

private func Glibc_pipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
private func Glibc_poll(_ descriptor: inout pollfd, _ timeout: Int32) -> Int32 { poll(&descriptor, 1, timeout) }
