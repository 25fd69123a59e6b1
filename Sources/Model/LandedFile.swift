/// A destination file as it stood after kato's last look: how kato notices that somebody else wrote since.
package struct LandedFile: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    package let size: UInt64
    /// Last modification in nanoseconds, as a hint that a file of the same size is not the same; 0 when not known.
    package let modified: Int64

    package init(device: UInt64, inode: UInt64, size: UInt64, modified: Int64 = 0) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
    }

    /// True for the same file, whatever became of its content.
    package func isSameFile(as other: LandedFile) -> Bool {
        device == other.device && inode == other.inode
    }
}
