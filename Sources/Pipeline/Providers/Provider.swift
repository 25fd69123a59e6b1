package import KatoModel

/// The plug-in point: everything kato needs to know about one agent. Adding an agent means one more of these.
///
/// A provider is pure. It says where the agent keeps its files and what a file's name means, and it turns one record
/// into drafts; reading, watching, identity, storage and recording are the host's.
package protocol Provider: Sendable {
    var id: ProviderID { get }

    /// The folders in which the agent keeps conversations, from the process environment and the home folder.
    ///
    /// - Parameter environment: the variables that can move the agent's folder.
    func defaultRoots(environment: [String: String], home: String) -> [String]

    /// Whether a root is all that the agent has there; otherwise the folder above it is the agent's, with its settings.
    var isRootWholeFolder: Bool { get }

    /// What a file is, judged by its path below a root alone; `nil` when it holds no conversation.
    ///
    /// - Parameter relativePath: components below the root, the file name last.
    func claim(_ relativePath: [String]) -> SourceClaim?

    /// Whether a folder below a root can hold conversations at any depth. Others are neither listed nor watched.
    func mayHoldSources(_ relativePath: [String]) -> Bool

    /// Companions that lie outside of a root, as paths from it. A process that restricts itself has to be allowed to read
    /// them besides the roots.
    var companionsOutsideRoots: [String] { get }

    /// Decodes one record. Never fails: what it does not understand comes back as one `provider.raw` draft.
    ///
    /// - Parameters:
    ///   - record: the bytes of one record as ``SourceShape`` cuts them, valid only during the call.
    ///   - memory: what the records of this source before it left to be remembered; empty at its beginning.
    func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord

    /// Whether a file of a ``SourceShape/tree(_:)`` is complete; one that is not comes again when anything changes.
    ///
    /// - Parameters:
    ///   - record: the file as it would be decoded.
    ///   - isFollowed: a later one stands beside it, or beside the one above it.
    func isFinal(_ record: UnsafeRawBufferPointer, isFollowed: Bool) -> Bool

    /// What the files that a claim names as companions say about the conversation.
    ///
    /// - Parameter companions: the content of each by the name in the claim; one that is not there is left out.
    func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts

    /// The agent's own settings, as a path from a root that may begin with `..`; `nil` when none of them matter.
    var settingsFile: String? { get }

    /// Days after a conversation's last change at which the agent deletes its file; `nil` when it never does.
    ///
    /// - Parameter settings: the content of ``settingsFile``; `nil` when there is none.
    func retentionDays(settings: [UInt8]?) -> Int?
}

extension Provider {
    /// No: most agents keep settings and instructions beside the folder of their conversations.
    package var isRootWholeFolder: Bool { false }

    /// None: most agents keep what belongs to a conversation with it.
    package var companionsOutsideRoots: [String] { [] }

    /// All of them: most agents keep nothing but conversations below their roots.
    package func mayHoldSources(_ relativePath: [String]) -> Bool { true }

    /// Yes: most agents write a record when it is complete.
    package func isFinal(_ record: UnsafeRawBufferPointer, isFollowed: Bool) -> Bool { true }

    /// Nothing: most agents say everything in their records.
    package func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts { SessionFacts() }

    package var settingsFile: String? { nil }

    /// Never: most agents keep everything.
    package func retentionDays(settings: [UInt8]?) -> Int? { nil }
}
