/// What records say about their conversation besides events. A later fact of the same name replaces an earlier one.
package struct SessionFacts: Sendable, Hashable {
    /// The title the user gave in the agent.
    package var customTitle: String?
    /// The title the agent made.
    package var agentTitle: String?
    /// A title from the first real user message; the first one stays for ever.
    package var firstMessageTitle: String?
    /// The folder the agent works in, as it states it.
    package var workingDirectory: String?
    package var gitBranch: String?
    /// Models that spoke, in the order of their first words.
    package var models: [String] = []
    /// The agent program's version.
    package var agentVersion: String?

    package init() {}

    /// Takes over what `newer` knows.
    package mutating func merge(_ newer: SessionFacts) {
        customTitle = newer.customTitle ?? customTitle
        agentTitle = newer.agentTitle ?? agentTitle
        firstMessageTitle = firstMessageTitle ?? newer.firstMessageTitle
        workingDirectory = newer.workingDirectory ?? workingDirectory
        gitBranch = newer.gitBranch ?? gitBranch
        agentVersion = newer.agentVersion ?? agentVersion
        for model in newer.models where !models.contains(model) { models.append(model) }
    }

    /// The best title known, or `nil`.
    package var title: String? { customTitle ?? agentTitle ?? firstMessageTitle }
}
