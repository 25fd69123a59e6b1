/// What a file's name says about the conversation in it.
package struct SourceClaim: Sendable, Hashable {
    /// The agent's id of the conversation; `nil` when only a record inside can tell.
    package let nativeID: String?
    /// The sub-agent whose record it is; `nil` for the main conversation.
    package let agentID: String?

    package init(nativeID: String?, agentID: String?) {
        self.nativeID = nativeID
        self.agentID = agentID
    }
}
