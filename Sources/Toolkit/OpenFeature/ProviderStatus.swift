/// How a provider is doing.
public enum ProviderStatus: String, Sendable, Hashable, CaseIterable {
    case notReady = "NOT_READY"
    case ready = "READY"
    case error = "ERROR"
    /// It answers, but from an old copy.
    case stale = "STALE"
    /// It will not recover.
    case fatal = "FATAL"
}
