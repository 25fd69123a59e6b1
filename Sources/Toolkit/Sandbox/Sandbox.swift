#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Restricts this process for ever: Landlock for files and TCP, a filter for system calls, no new privileges.
///
/// Landlock holds for the calling thread and what it starts, so this has to come before any other thread exists; with
/// more than one nothing is restricted. A process can only be restricted further, also by exec, so whoever needs more
/// later has to be started anew by one that is not restricted.
public enum Sandbox {
    /// LANDLOCK_ACCESS_NET_BIND_TCP and _CONNECT_TCP.
    private static let tcp: UInt64 = 3
    /// LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and _SIGNAL.
    private static let abstractSockets: UInt64 = 1
    private static let signals: UInt64 = 2

    /// Applies as much of `policy` as the kernel can, and says how much that is.
    public static func apply(_ policy: SandboxPolicy) -> SandboxReport {
        apply(policy, kernel: LinuxSandboxKernel())
    }

    static func apply(_ policy: SandboxPolicy, kernel: some SandboxKernel) -> SandboxReport {
        let start = ContinuousClock.now
        var report = SandboxReport()
        let threads = kernel.threadCount()
        guard threads == 1 else {
            report.problems.append("the process has \(threads) threads already")
            return report
        }
        report.noNewPrivileges = kernel.forbidNewPrivileges()
        if !report.noNewPrivileges { report.problems.append("no_new_privs: \(reason)") }
        restrictFiles(policy, kernel, &report)
        report.systemCalls = kernel.filterSystemCalls(allowsNetwork: policy.allowsNetwork)
        if !report.systemCalls { report.problems.append("seccomp: \(reason)") }
        let duration = ContinuousClock.now - start
        report.microseconds =
            duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        return report
    }

    private static func restrictFiles(
        _ policy: SandboxPolicy, _ kernel: some SandboxKernel, _ report: inout SandboxReport
    ) {
        let abi = kernel.landlockABI()
        guard abi > 0 else {
            report.problems.append("Landlock: \(reason)")
            return
        }
        report.landlock = abi
        let rules: [(path: String, rights: FileRights)] =
            policy.readable.map { ($0, .reading) } + policy.writable.map { ($0, .writing) }
            + policy.own.map { ($0, .owning) } + policy.devices.map { ($0, [.readFile, .writeFile]) }
        let network = abi >= 4 ? tcp : 0
        let scopes = abi >= 6 ? signals | (policy.allowsAbstractSockets ? 0 : abstractSockets) : 0
        guard
            kernel.restrictFiles(
                rules, handled: .known(abi: abi), network: network, ports: network == 0 ? [] : policy.connectablePorts,
                scopes: scopes)
        else {
            report.problems.append("Landlock: \(reason)")
            return
        }
        report.files = true
        report.truncation = abi >= 3
        report.network = network != 0
        report.scopes = scopes != 0
        if abi < 3 { report.problems.append("Landlock \(abi) cannot keep files from being cut short") }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
