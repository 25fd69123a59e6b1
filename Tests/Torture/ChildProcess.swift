import Foundation
import Synchronization

/// A program this harness started, and the only kind of process it ever ends.
final class ChildProcess: Sendable {
    let pid: pid_t
    private let code = Mutex<Int32?>(nil)

    /// - Parameter output: the file that gets standard output and standard error.
    init(_ arguments: [String], environment: [String: String], output: String = "/dev/null") throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, arguments[0], &actions, nil, &argumentPointers, &environmentPointers)
        guard result == 0 else { throw TortureError("\(arguments[0]): \(String(cString: strerror(result)))") }
        pid = identifier
    }

    deinit {
        kill9()
    }

    /// As a power cut ends it: the processes it started first, because one of them does the work, and would end in
    /// order if it saw its parent go.
    func kill9() {
        guard ended() == nil else { return }
        let workers = children()
        for worker in workers { kill(worker, SIGKILL) }
        kill(pid, SIGKILL)
        wait()
        while workers.contains(where: Self.isAlive) { usleep(200) }
    }

    private func children() -> [pid_t] {
        let text = try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
        return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
    }

    private static func isAlive(_ pid: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return !stat.contains(") Z ") && !stat.contains(") X ")
    }

    /// Asks it to end, and waits.
    @discardableResult
    func stop() -> Int32 {
        guard ended() == nil else { return wait() }
        kill(pid, SIGTERM)
        return wait()
    }

    /// Its exit code; 128 + the signal when a signal ended it.
    @discardableResult
    func wait() -> Int32 { reap(0) ?? 0 }

    /// Its exit code when it is gone, without waiting.
    func ended() -> Int32? { reap(WNOHANG) }

    private func reap(_ options: Int32) -> Int32? {
        code.withLock { code in
            if let code { return code }
            var status: Int32 = 0
            var result = waitpid(pid, &status, options)
            while result < 0, errno == EINTR { result = waitpid(pid, &status, options) }
            guard result == pid else { return nil }
            let signal = status & 0x7F
            code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            return code
        }
    }
}
