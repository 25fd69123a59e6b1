import CLinuxShims
import SystemdNotify

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process that the user started: it starts the one that works, waits, and starts it again when that asks for it.
///
/// A process that restricted itself stays so, through exec too. So the one whose folders change has to be begun anew by
/// one that is not restricted, and that one should do nothing at all: it reads no file, opens no socket and has one
/// thread. It keeps the listening socket from one worker to the next, so that no client is turned away
/// (`docs/decisions/0042-keeper-and-worker.md`).
struct Keeper {
    /// Descriptors the keeper does not hold open: somebody waits for their end.
    let released: [Int32]

    private static let handled = [SIGTERM, SIGINT, SIGHUP, SIGCHLD]

    /// Returns in the worker, each time with what it needs; never in the keeper. Where nothing can be forked the
    /// process works on its own.
    func start() -> Worker {
        var inherited: Int32?
        var old = sigset_t()
        var set = sigset_t()
        sigemptyset(&set)
        for signal in Self.handled { sigaddset(&set, signal) }
        sigprocmask(SIG_BLOCK, &set, &old)
        while true {
            var pair: [Int32] = [-1, -1]
            guard Self.makePair(&pair) else { break }
            let keeper = getpid()
            let pid = shim_fork()
            if pid == 0 {
                close(pair[0])
                // A keeper goes first only when it is killed. So is the worker: the next start makes good what that leaves,
                // and need not wait until this one has drained.
                _ = shim_signal_on_parent_death(SIGKILL)
                guard getppid() == keeper else { exit(1) }
                sigprocmask(SIG_SETMASK, &old, nil)
                Self.adoptWatchdog(of: keeper)
                return Worker(channel: pair[1], listener: inherited)
            }
            close(pair[1])
            guard pid > 0 else { break }
            if inherited == nil { for descriptor in released { close(descriptor) } }
            if let inherited { close(inherited) }
            let (status, isStopping) = Self.wait(for: pid, set)
            let handedOver = shim_receive_descriptor(pair[0])
            close(pair[0])
            guard handedOver >= 0, status == 0, !isStopping else { Self.end(status) }
            inherited = handedOver
        }
        sigprocmask(SIG_SETMASK, &old, nil)
        return Worker(channel: nil, listener: inherited)
    }

    /// Passes signals on until the worker has ended; its status as wait(2) gives it, and whether it was told to stop.
    private static func wait(for pid: Int32, _ set: sigset_t) -> (status: Int32, isStopping: Bool) {
        var set = set
        var isStopping = false
        while true {
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == pid { return (status, isStopping) }
            var info = siginfo_t()
            let signal = sigwaitinfo(&set, &info)
            guard signal > 0, signal != SIGCHLD else { continue }
            if signal != SIGHUP { isStopping = true }
            // What a terminal sends goes to the worker as well.
            if info.si_code <= 0 { kill(pid, signal) }
        }
    }

    /// Ends as the worker ended.
    private static func end(_ status: Int32) -> Never {
        let signal = status & 0x7F
        exit(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
    }

    private static func makePair(_ pair: inout [Int32]) -> Bool {
        #if canImport(Glibc)
            return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
        #else
            return false
        #endif
    }

    /// systemd names the process it watches; the one that works is to answer for it.
    private static func adoptWatchdog(of keeper: Int32) {
        guard let pid = getenv("WATCHDOG_PID"), Int32(String(cString: pid)) == keeper else { return }
        setenv("WATCHDOG_PID", String(getpid()), 1)
    }
}
