import Glibc

/// Ends what was started and removes what was written when the benchmark itself is told to stop.
enum Interruption {
    /// To be called before the first thread: threads inherit the blocked signals.
    static func handle(_ workspace: Workspace) throws {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let blocked = signals
        _ = try WorkerThread {
            var signals = blocked
            var signal: Int32 = 0
            sigwait(&signals, &signal)
            ChildProcess.killAll()
            workspace.remove()
            _exit(128 + signal)
        }
    }
}
