/// What can happen to a provider.
public enum ProviderEvent: String, Sendable, Hashable, CaseIterable {
    case ready = "PROVIDER_READY"
    case error = "PROVIDER_ERROR"
    case configurationChanged = "PROVIDER_CONFIGURATION_CHANGED"
    case stale = "PROVIDER_STALE"
}
