#if canImport(Glibc)
    public import Glibc
#else
    public import Darwin
#endif

/// What the system knows of a file at one moment.
public struct FileStatus: Sendable, Hashable {
    /// What sort of thing it is.
    public enum Kind: Sendable, Hashable {
        case regular, directory, symbolicLink, other
    }

    public let kind: Kind
    public let device: UInt64
    public let inode: UInt64
    public let size: UInt64
    public let owner: UInt32
    /// Permission bits.
    public let mode: UInt32
    public let links: UInt64
    /// Last modification in nanoseconds since the epoch. A hint only: clocks jump and ticks are coarse.
    public let modified: Int64
    /// Last change of content, permissions or names in nanoseconds since the epoch. No program can set it back.
    public let changed: Int64

    /// - Parameter changed: the time of modification unless it is given.
    public init(
        kind: Kind, device: UInt64, inode: UInt64, size: UInt64, owner: UInt32, mode: UInt32, links: UInt64,
        modified: Int64, changed: Int64? = nil
    ) {
        self.kind = kind
        self.device = device
        self.inode = inode
        self.size = size
        self.owner = owner
        self.mode = mode
        self.links = links
        self.modified = modified
        self.changed = changed ?? modified
    }

    /// Reads the fields of the system's own structure.
    public init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        device = UInt64(bitPattern: Int64(raw.st_dev))
        inode = UInt64(raw.st_ino)
        size = UInt64(max(0, raw.st_size))
        owner = raw.st_uid
        mode = UInt32(raw.st_mode & 0o7777)
        links = UInt64(raw.st_nlink)
        #if os(Linux)
            modified = Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec)
            changed = Int64(raw.st_ctim.tv_sec) * 1_000_000_000 + Int64(raw.st_ctim.tv_nsec)
        #else
            modified = Int64(raw.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(raw.st_mtimespec.tv_nsec)
            changed = Int64(raw.st_ctimespec.tv_sec) * 1_000_000_000 + Int64(raw.st_ctimespec.tv_nsec)
        #endif
    }

    /// The same file, not merely a file of the same name.
    public func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
