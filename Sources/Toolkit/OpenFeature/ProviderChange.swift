/// A provider that was set and is not initialised yet. Whoever set it decides when that is waited for.
public struct ProviderChange: Sendable {
    let work: @Sendable () async throws(FlagError) -> Void

    /// Initialises the provider and shuts down the one it replaced, if that is not used any more.
    ///
    /// - Throws: what the initialisation threw. The provider stays set, with the status that follows from it.
    public func finish() async throws(FlagError) {
        try await work()
    }
}
