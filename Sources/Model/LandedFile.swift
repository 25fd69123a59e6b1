/// A destination file as it stood after kato's last write: how kato notices that somebody else wrote since.
package struct LandedFile: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    package let size: UInt64

    package init(device: UInt64, inode: UInt64, size: UInt64) {
        self.device = device
        self.inode = inode
        self.size = size
    }
}
