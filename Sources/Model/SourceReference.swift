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

    /// The file name without its extension, and without that of a compressed file before: compressing a file does not
    /// rename it.
    package var baseName: String {
        var name = path.split(separator: "/").last ?? path[...]
        if name.hasSuffix(".zst") { name.removeLast(".zst".count) }
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }
}
