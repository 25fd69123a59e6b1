import Glibc
import Synchronization

/// A program this benchmark started, and the only kind of process it ever ends.
final class ChildProcess: Sendable {
    let identifier: pid_t
    private let exitCode = Mutex<Int32?>(nil)

    /// Those that run, for the clean-up when the benchmark itself is interrupted.
    private static let running = Mutex<Set<pid_t>>([])

    /// - Parameter output: the file that gets standard output and standard error.
    init(_ arguments: [String], environment: [String: String] = [:], output: String = "/dev/null") throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The benchmark blocks signals to clean up in order; its children must not inherit that.
        var attributes = posix_spawnattr_t()
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var identifier: pid_t = 0
        let code = posix_spawn(
            &identifier, arguments[0], &actions, &attributes, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw BenchError.system(arguments[0], code: code) }
        self.identifier = identifier
        Self.running.withLock { _ = $0.insert(identifier) }
    }

    deinit {
        end()
    }

    /// Waits until it is gone. 128 + the signal when a signal ended it.
    @discardableResult
    func wait() -> Int32 {
        reap(options: 0) ?? 0
    }

    /// Its exit code when it is gone, without waiting.
    func hasEnded() -> Int32? {
        reap(options: WNOHANG)
    }

    /// Ends it: SIGTERM, and SIGKILL when it is still there after 10 s.
    func end() {
        guard hasEnded() == nil else { return }
        kill(identifier, SIGTERM)
        let deadline = MonotonicClock.now() + 10_000_000_000
        while hasEnded() == nil {
            if MonotonicClock.now() > deadline {
                kill(identifier, SIGKILL)
                wait()
                return
            }
            MonotonicClock.sleep(milliseconds: 5)
        }
    }

    /// For the way out after an interruption: SIGKILL to each that runs.
    static func killAll() {
        running.withLock { for identifier in $0 { kill(identifier, SIGKILL) } }
    }

    private func reap(options: Int32) -> Int32? {
        exitCode.withLock { code in
            if let code { return code }
            var status: Int32 = 0
            var result = waitpid(identifier, &status, options)
            while result < 0 && errno == EINTR { result = waitpid(identifier, &status, options) }
            guard result == identifier else { return nil }
            Self.running.withLock { _ = $0.remove(identifier) }
            let signal = status & 0x7F
            code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            return code
        }
    }
}
