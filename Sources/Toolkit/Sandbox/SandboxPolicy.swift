/// What a process that restricts itself may still reach. Everything else is denied by the kernel.
///
/// Paths that do not exist when the policy is applied grant nothing, also when they appear later.
public struct SandboxPolicy: Sendable, Hashable {
    /// Files and folders to read, with everything below.
    public var readable: [String]
    /// Folders in which files and folders are made, written to at any place and removed, but never cut short.
    public var writable: [String]
    /// Folders of the program's own: as ``writable``, and files may be cut short.
    public var own: [String]
    /// Devices to write to, such as `/dev/null`.
    public var devices: [String]
    /// Ports that may be connected to over TCP; the network may not be used without any. Local sockets always may.
    public var connectablePorts: [UInt16]
    /// Whether sockets of Linux's abstract namespace may be connected to that were made outside.
    public var allowsAbstractSockets: Bool

    public init(
        readable: [String], writable: [String] = [], own: [String] = [], devices: [String] = [],
        connectablePorts: [UInt16] = [], allowsAbstractSockets: Bool = false
    ) {
        self.readable = readable
        self.writable = writable
        self.own = own
        self.devices = devices
        self.connectablePorts = connectablePorts
        self.allowsAbstractSockets = allowsAbstractSockets
    }

    /// Whether there are sockets other than local ones.
    var allowsNetwork: Bool { !connectablePorts.isEmpty }

    /// What a program built on the C library reads of the system: libraries, time zones, users, itself.
    public static let systemFolders = [
        "/usr", "/lib", "/lib64", "/etc", "/nix/store", "/proc", "/sys/fs/cgroup", "/dev/null", "/dev/zero",
        "/dev/urandom", "/dev/random",
    ]
}
