import CLinuxShims

#if canImport(Glibc)
    @preconcurrency import Glibc
#else
    @preconcurrency import Darwin
#endif

/// A program that was started, until somebody waits for it.
package struct ChildProcess: Sendable {
    /// Linux's and macOS's `POSIX_SPAWN_SETSID`, which the C library shows only with extensions on, and macOS's
    /// `POSIX_SPAWN_CLOEXEC_DEFAULT`, in whose place Linux has close_range(2).
    #if canImport(Glibc)
        private static let newSessionFlag: Int32 = 0x80
        private static let closingFlag: Int32 = 0
    #else
        private static let newSessionFlag: Int32 = 0x400
        private static let closingFlag: Int32 = 0x4000
    #endif

    package let pid: Int32

    /// Starts `executable` with this process's environment.
    ///
    /// - Parameters:
    ///   - descriptors: which of the child's descriptors are to be which of ours. The child has those and, where they
    ///     are not named, our standard ones, and no other: a daemon that kept what its starter happened to hold open
    ///     would hold a caller's pipe or lock for ever.
    ///   - newSession: whether it lives on when our terminal goes.
    package static func spawn(
        _ executable: String, _ arguments: [String], descriptors: [Int32: Int32], newSession: Bool = false
    ) throws(ControlClientError) -> ChildProcess {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawnattr_setflags(&attributes, Int16((newSession ? newSessionFlag : 0) | closingFlag))
        // Out of the way first, so that no dup2 overwrites what a later one needs.
        var moved: [Int32] = []
        defer { for descriptor in moved { _ = close(descriptor) } }
        for (target, source) in descriptors {
            let copy = fcntl(source, F_DUPFD_CLOEXEC, 64)
            guard copy >= 0 else { throw failure(executable, errno) }
            moved.append(copy)
            posix_spawn_file_actions_adddup2(&actions, copy, target)
        }
        _ = shim_close_on_exec_from(3)
        var vector: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
        defer { for text in vector { free(text) } }
        vector.append(nil)
        var pid: pid_t = 0
        let status = posix_spawn(&pid, executable, &actions, &attributes, vector, environ)
        guard status == 0 else { throw failure(executable, status) }
        return ChildProcess(pid: pid)
    }

    /// Becomes `executable`; returns only to say why it could not.
    package static func replace(_ executable: String, _ arguments: [String]) -> ControlClientError {
        var vector: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
        defer { for text in vector { free(text) } }
        vector.append(nil)
        execv(executable, vector)
        return failure(executable, errno)
    }

    /// Waits for its end. Its exit code, or 128 and the number of the signal that ended it.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private static func failure(_ executable: String, _ code: Int32) -> ControlClientError {
        .process(
            message: "The program \(executable) cannot be started: \(String(cString: strerror(code))).",
            hint: "Install kato again; kato and katod belong into one directory.")
    }
}
