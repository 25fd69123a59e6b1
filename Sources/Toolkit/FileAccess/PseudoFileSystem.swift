import CLinuxShims

/// File systems whose files are settings and views of the system.
enum PseudoFileSystem {
    /// The magic numbers of linux/magic.h: proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs, configfs, bpf,
    /// devpts, efivarfs, selinuxfs.
    private static let types: Set<Int64> = [
        0x9FA0, 0x6265_6572, 0x27_E0EB, 0x6367_7270, 0x6462_6720, 0x7472_6163, 0x7363_6673, 0x6265_6570, 0xCAFE_4A11,
        0x1CD1, 0xDE5E_81E4, 0xF97C_FF8C,
    ]

    /// Whether an open file lies on one.
    static func holds(_ descriptor: Int32) -> Bool {
        types.contains(shim_file_system_type(descriptor))
    }
}
