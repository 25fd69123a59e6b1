package import KatoModel

/// OpenCode since 1.2: every conversation in one SQLite database, whose rows change while the assistant writes.
///
/// Older releases kept a tree of JSON files, which newer ones take over into the database when they first start. Both are
/// read, and what was taken over is told once.
package struct OpenCodeProvider: Provider {
    package let id = ProviderID("opencode")

    /// Above it lies the data of all programs, kato's recordings included.
    package let isRootWholeFolder = true

    package init() {}

    /// `opencode` in the XDG data folder, on every system.
    package func defaultRoots(environment: [String: String], home: String) -> [String] {
        var folder = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/share"
        while folder.hasSuffix("/") { folder.removeLast() }
        return [folder + "/opencode"]
    }

    /// `opencode.db`, or `opencode-<channel>.db` of a preview, and `storage/session/<project>/<session>.json` of before.
    package func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let file = relativePath.last else { return nil }
        if relativePath.count == 4, relativePath.starts(with: Self.sessions), file.hasSuffix(".json") {
            return SourceClaim(nativeID: nil, agentID: nil, shape: .tree(OpenCodeTree.layout))
        }
        guard relativePath.count == 1, file.hasSuffix(".db"), file == "opencode.db" || file.hasPrefix("opencode-")
        else { return nil }
        return SourceClaim(nativeID: nil, agentID: nil, shape: .database(OpenCodeQueries.layout))
    }

    /// Below this folder lies one a project, with a file a session.
    private static let sessions = ["storage", "session"]

    /// The database lies beside folders with the history of whole projects, and a session beside one with thousands of
    /// folders for its parts; those are looked at when their session is.
    package func mayHoldSources(_ relativePath: [String]) -> Bool {
        relativePath.count <= 3 && zip(relativePath, Self.sessions).allSatisfy { $0 == $1 }
    }

    package func isFinal(_ record: UnsafeRawBufferPointer, isFollowed: Bool) -> Bool {
        OpenCodeTree.isFinal(record, isFollowed: isFollowed)
    }

    /// Remembers the message of the user that began the turn: its parts are records of their own.
    package func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord {
        OpenCodeDecoder.decode(record, &memory)
    }
}
