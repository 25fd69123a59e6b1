#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The lock that makes a daemon the only one of its state, held until the process ends.
///
/// The kernel drops it with the process, however that ends, so there is no stale lock. The file is never removed:
/// removing it would let two processes hold locks on two files of the same name.
package struct SingleInstance: ~Copyable {
    private let descriptor: Int32

    /// How long a lock is waited for. A process that was killed holds it until the last of its threads has ended,
    /// which takes some milliseconds and is what `kill -9` followed by a start meets.
    private static let patience: Duration = .seconds(1)

    /// Takes the lock or says who holds it.
    package init(lockFile: String) throws(DaemonError) {
        let opened = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else {
            throw DaemonError(
                .stateUnwritable, "The lock file \(lockFile) cannot be opened: \(String(cString: strerror(errno))).",
                hint: "Check that the folder is yours and can be written.")
        }
        guard Self.lock(opened) else {
            let holder = Self.pid(opened).map { " (pid \($0))" } ?? ""
            close(opened)
            throw DaemonError(
                .alreadyRunning, "Another kato daemon\(holder) already uses this state.",
                hint: "Use it, or end it with kato stop.")
        }
        descriptor = opened
        let pid = Array("\(getpid())\n".utf8)
        // The number is for people; the lock is what counts.
        _ = ftruncate(opened, 0)
        _ = pwrite(opened, pid, pid.count, 0)
    }

    deinit {
        close(descriptor)
    }

    private static func lock(_ descriptor: Int32) -> Bool {
        let deadline = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline else { return false }
            usleep(10_000)
        }
        return true
    }

    private static func pid(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
    }
}
