/// How far a watched directory can be relied on to say what happens in it.
public enum WatchCoverage: Sendable, Hashable {
    /// The kernel itself changes its files and says so.
    case complete
    /// Others can change its files without the kernel's knowledge (a network or user-space file system): it has to
    /// prove itself.
    case unproven
    /// The system does not watch it: it holds too many watches, or nothing is there.
    case refused
}
