/// How the daemon ends.
enum DaemonEnd: String, Sendable {
    case stop = "asked"
    /// Another worker takes over, with the settings and folders there are then.
    case replace = "reload"
}
