/// Where a provider says what happens to it.
public struct ProviderEvents: Sendable {
    let send: @Sendable (ProviderEvent, EventDetails) -> Void

    /// Changes the provider's status, then calls the handlers.
    public func emit(_ event: ProviderEvent, _ details: EventDetails = EventDetails()) {
        send(event, details)
    }
}
