import Synchronization

/// Files that somebody else was found to have written, until every recording into them is looked at.
///
/// A look brings the ledger of one recording in line with the file. What the same save did to another recording in it
/// has to be judged by that save, too, and not by what is written to the file later.
final class SaveNotices: Sendable {
    private let paths = Mutex<Set<String>>([])

    func note(_ path: String) { _ = paths.withLock { $0.insert(path) } }

    /// Whether a file was found changed since this was asked last.
    func take(_ path: String) -> Bool { paths.withLock { $0.remove(path) } != nil }
}
