/// What of a policy the kernel enforces from now on.
public struct SandboxReport: Sendable, Hashable {
    /// The kernel's Landlock interface; 0 where it has none.
    public var landlock: Int32 = 0
    /// Files and folders are restricted.
    public var files = false
    /// Files outside of the program's own folders cannot be cut short (Landlock 3).
    public var truncation = false
    /// TCP is restricted (Landlock 4). Sockets of other families are the filter's.
    public var network = false
    /// Signals and abstract sockets of processes outside are out of reach (Landlock 6).
    public var scopes = false
    /// The filter of system calls is in place.
    public var systemCalls = false
    /// No privileges can be gained through exec.
    public var noNewPrivileges = false
    /// Why something is missing, in words.
    public var problems: [String] = []
    /// How long it took.
    public var microseconds: Int64 = 0

    public init() {}

    /// Files, programs and sockets are restricted: what the policy is for.
    public var isComplete: Bool { files && truncation && systemCalls && noNewPrivileges }
}
