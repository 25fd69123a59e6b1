import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the process that works has from its ``Keeper``.
struct Worker: Sendable {
    /// The way back to the keeper; `nil` where there is none, so that nobody could begin anew.
    let channel: Int32?
    /// The listening socket of the worker before this one.
    let listener: Int32?

    /// Whether another worker can take over.
    var canBeReplaced: Bool { channel != nil }

    /// Leaves the listening socket with the keeper, which starts the next worker when this one has ended.
    func handOver(_ listener: Int32) -> Bool {
        guard let channel else { return false }
        return shim_send_descriptor(channel, listener) == 0
    }
}
