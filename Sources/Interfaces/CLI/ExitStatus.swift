/// How the program ends. Part of the contract with scripts.
enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Only where a command needs the daemon.
    case notRunning = 3
}
