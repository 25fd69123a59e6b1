import Synchronization

/// A provider in use, with its status.
final class Registration: Sendable {
    let provider: any FeatureProvider
    private let state = Mutex(ProviderStatus.notReady)

    init(_ provider: any FeatureProvider, status: ProviderStatus = .notReady) {
        self.provider = provider
        state.withLock { $0 = status }
    }

    var status: ProviderStatus {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// What an event makes of the status.
    func take(_ event: ProviderEvent, _ details: EventDetails) {
        switch event {
        case .ready: status = .ready
        case .stale: status = .stale
        case .error: status = details.errorCode == .providerFatal ? .fatal : .error
        case .configurationChanged: break
        }
    }

    /// Why a flag cannot be asked for.
    var refusal: FlagError? {
        switch status {
        case .notReady: FlagError(.providerNotReady, "The provider is not ready.")
        case .fatal: FlagError(.providerFatal, "The provider has failed for good.")
        case .ready, .stale, .error: nil
        }
    }
}
