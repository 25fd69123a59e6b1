/// What a flag service is told about the conversation that a flag is asked for.
package enum FlagServiceContext: String, Sendable, Hashable, CaseIterable {
    /// Which agent and which command; all conversations of an agent have the same flags.
    case installation
    /// Which conversation too, by its ids.
    case conversation
    /// And in which folder and branch.
    case project
}
