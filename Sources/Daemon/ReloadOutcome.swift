import KatoControlProtocol

/// What reading the configuration again came to.
struct ReloadOutcome: Sendable, Hashable {
    /// Settings and folders that are others now; empty when all goes on.
    var changed: [String] = []
    /// What only a restart takes in.
    var needsRestart: [RestartNeed] = []
}
