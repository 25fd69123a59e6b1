package import KatoModel

/// Codex (command line, editor extension, desktop): one append-only JSONL file a thread, called a rollout, and a
/// further one for each time the thread was taken back to an earlier point.
package struct CodexProvider: Provider {
    package let id = ProviderID("codex")

    package init() {}

    /// `sessions` and `archived_sessions` below `$CODEX_HOME`, or `~/.codex`.
    package func defaultRoots(environment: [String: String], home: String) -> [String] {
        let configured = environment["CODEX_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        var folder = configured ?? home + "/.codex"
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return ["sessions", "archived_sessions"].map { (folder == "/" ? "" : folder) + "/" + $0 }
    }

    /// Any `rollout-*.jsonl`, at any depth, also compressed. Which thread it holds, and whether that is a sub-agent's,
    /// only its first record says.
    package func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let file = relativePath.last, file.hasPrefix("rollout-") else { return nil }
        let isCompressed = file.hasSuffix(".jsonl.zst")
        guard isCompressed || file.hasSuffix(".jsonl") else { return nil }
        return SourceClaim(
            nativeID: nil, agentID: nil, shape: isCompressed ? .compressedLines : .lines,
            companions: [Self.threadNames])
    }

    /// The name that the user gave the thread.
    package func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts {
        CodexThreadNames.facts(ofRollout: relativePath.last ?? "", index: companions[Self.threadNames] ?? [])
    }

    /// See ``Provider/companionsOutsideRoots``.
    package var companionsOutsideRoots: [String] { [Self.threadNames] }

    /// Lies beside both folders with rollouts.
    private static let threadNames = "../session_index.jsonl"

    /// Needs the memory: a line knows neither its turn nor its model, and each text is written twice.
    package func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord {
        CodexDecoder.decode(record, &memory)
    }
}
