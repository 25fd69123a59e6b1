package import KatoModel

/// GitHub Copilot CLI: one append-only JSONL file of events a conversation.
package struct CopilotProvider: Provider {
    package let id = ProviderID("copilot")

    package init() {}

    /// `session-state` below `$COPILOT_HOME`, or `~/.copilot`.
    package func defaultRoots(environment: [String: String], home: String) -> [String] {
        var folder = environment["COPILOT_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.copilot"
        while folder.hasSuffix("/") { folder.removeLast() }
        return [folder + "/session-state"]
    }

    /// A conversation is `<id>/events.jsonl`, before 1.0.11 `<id>.jsonl`.
    package func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let first = relativePath.first, !first.hasPrefix(".") else { return nil }
        switch relativePath.count {
        case 1 where first.hasSuffix(".jsonl") && first.utf8.count > ".jsonl".utf8.count:
            return SourceClaim(nativeID: String(first.dropLast(".jsonl".count)), agentID: nil)
        case 2 where relativePath[1] == "events.jsonl":
            return SourceClaim(nativeID: first, agentID: nil, companions: [first + "/" + CopilotWorkspace.fileName])
        default: return nil
        }
    }

    /// Conversations keep copies of files below their folders, which are no business of ours.
    package func mayHoldSources(_ relativePath: [String]) -> Bool {
        relativePath.count == 1
    }

    /// Remembers nothing: every event names what it belongs to.
    package func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord {
        CopilotDecoder.decode(record)
    }

    /// The name of the conversation, which the agent keeps beside the events.
    package func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts {
        companions.values.first.map(CopilotWorkspace.facts) ?? SessionFacts()
    }
}
