#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Folders held open since a moment, so that another folder that later stands at one of their paths is noticed.
///
/// A held folder's inode is not given to another one, so a comparison of numbers is enough.
public final class HeldRoots: Sendable {
    private let anchors: [String: LocalDirectoryAnchor]

    /// Holds every folder of `paths` that exists. Canonical paths.
    public init(_ paths: [String]) {
        anchors = Dictionary(
            paths.compactMap { path in (try? LocalDirectoryAnchor(path: path)).map { (path, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The paths whose folders are held.
    public var paths: [String] { anchors.keys.sorted() }

    /// True when `anchor` is of the folder held for its path, or none is held.
    func confirms(_ anchor: LocalDirectoryAnchor) throws(FileAccessError) -> Bool {
        guard let held = anchors[anchor.path] else { return true }
        return try anchor.status().isSameFile(as: try held.status())
    }
}
