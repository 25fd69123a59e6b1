import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system calls with which a process restricts itself. A protocol so that a test can be an older kernel.
protocol SandboxKernel {
    /// 0 or less where the kernel has no Landlock.
    func landlockABI() -> Int32
    /// True when done; false leaves `errno`.
    func restrictFiles(
        _ rules: [(path: String, rights: FileRights)], handled: FileRights, network: UInt64, ports: [UInt16],
        scopes: UInt64
    ) -> Bool
    func forbidNewPrivileges() -> Bool
    func filterSystemCalls(allowsNetwork: Bool) -> Bool
    func threadCount() -> Int
}

/// The machine's own.
struct LinuxSandboxKernel: SandboxKernel {
    func landlockABI() -> Int32 { shim_landlock_abi() }

    func restrictFiles(
        _ rules: [(path: String, rights: FileRights)], handled: FileRights, network: UInt64, ports: [UInt16],
        scopes: UInt64
    ) -> Bool {
        let set = shim_landlock_create(handled.rawValue, network, scopes)
        guard set >= 0 else { return false }
        defer { close(set) }
        for (path, rights) in rules {
            let descriptor = open(path, shim_o_path() | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return false }
            var granted = rights.intersection(handled)
            if status.st_mode & S_IFMT != S_IFDIR { granted.formIntersection(.ofFiles) }
            guard shim_landlock_allow(set, descriptor, granted.rawValue) == 0 else { return false }
        }
        for port in ports {
            guard shim_landlock_allow_connect(set, UInt64(port)) == 0 else { return false }
        }
        return shim_landlock_restrict(set) == 0
    }

    func forbidNewPrivileges() -> Bool { shim_no_new_privileges() == 0 }

    func filterSystemCalls(allowsNetwork: Bool) -> Bool { shim_filter_system_calls(allowsNetwork ? 1 : 0) == 0 }

    func threadCount() -> Int {
        guard let stream = opendir("/proc/self/task") else { return 0 }
        defer { closedir(stream) }
        var count = 0
        while let entry = readdir(stream) {
            if entry.pointee.d_name.0 != 0x2E { count += 1 }
        }
        return count
    }
}
