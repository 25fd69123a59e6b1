import CLinuxShims

/// Tells file systems by the number the kernel gives them.
enum FileSystemType {
    /// Those on which nothing changes but through this machine's kernel, from linux/magic.h: ext2 to ext4, XFS, Btrfs,
    /// tmpfs, F2FS, bcachefs; and ZFS. Network, FUSE, 9p and overlay file systems are not among them.
    private static let kernelsOwn: Set<Int64> = [
        0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0xF2F5_2010, 0xCA45_1A4E, 0x2FC1_2FC1,
    ]

    static func isKernelsOwn(_ path: String) -> Bool {
        kernelsOwn.contains(shim_file_system_type_at(path))
    }
}
