/// A file that holds a conversation or a part of one.
package struct SourceReference: Sendable, Hashable {
    /// Absolute path; what a source is called everywhere.
    package let path: String
    package let provider: ProviderID
    /// The agent's id of the conversation by the file's name; `nil` when only a record inside can tell.
    package let nativeID: String?
    /// The sub-agent whose records these are; `nil` for the main conversation.
    package let agentID: String?

    package init(path: String, provider: ProviderID, nativeID: String?, agentID: String?) {
        self.path = path
        self.provider = provider
        self.nativeID = nativeID
        self.agentID = agentID
    }

    /// The file name without its extension.
    package var baseName: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
