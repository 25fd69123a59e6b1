/// What a file's name says about the conversation in it.
package struct SourceClaim: Sendable, Hashable {
    /// The agent's id of the conversation; `nil` when only a record inside can tell.
    package let nativeID: String?
    /// The sub-agent whose record it is; `nil` for the main conversation.
    package let agentID: String?
    /// How records lie in it.
    package let shape: SourceShape
    /// Small files near it that say more about the conversation, as paths from the root; they may begin with `..`.
    /// Read along with it and given to ``Provider/facts(_:companions:)``.
    package let companions: [String]

    package init(nativeID: String?, agentID: String?, shape: SourceShape = .lines, companions: [String] = []) {
        self.nativeID = nativeID
        self.agentID = agentID
        self.shape = shape
        self.companions = companions
    }
}
