/// What identifies a conversation: the agent and the agent's own id for it.
package struct SessionKey: Hashable, Sendable, CustomStringConvertible {
    package let provider: ProviderID
    /// The agent's own id, as it writes it.
    package let nativeID: String

    package init(provider: ProviderID, nativeID: String) {
        self.provider = provider
        self.nativeID = nativeID
    }

    package var description: String { "\(provider)/\(nativeID)" }
}
