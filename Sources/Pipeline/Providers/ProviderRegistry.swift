package import KatoModel

/// Every agent kato knows. The only file that names them all.
package enum ProviderRegistry {
    /// One value an agent, in the order in which they are shown.
    package static let all: [any Provider] = [
        ClaudeProvider(), CodexProvider(), GeminiProvider(), CopilotProvider(), OpenCodeProvider(),
    ]

    /// The provider with this id, or `nil` when kato does not know the agent.
    package static func provider(_ id: ProviderID) -> (any Provider)? {
        all.first { $0.id == id }
    }
}
