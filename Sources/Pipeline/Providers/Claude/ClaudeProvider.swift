package import KatoModel
import StrictJSON

/// Claude Code: one append-only JSONL file a conversation, and one a sub-agent.
package struct ClaudeProvider: Provider {
    package let id = ProviderID("claude")

    package init() {}

    /// `$CLAUDE_CONFIG_DIR` (a comma list) replaces the standard folders, each with `projects` below it.
    package func defaultRoots(environment: [String: String], home: String) -> [String] {
        let named = (environment["CLAUDE_CONFIG_DIR"] ?? "").split(separator: ",")
            .map { Self.trimmed($0) }.filter { !$0.isEmpty }
        let folders = named.isEmpty ? Self.standardFolders(environment, home) : named
        var roots: [String] = []
        for folder in folders {
            let root = (folder == "/" ? "" : folder) + "/projects"
            if !roots.contains(root) { roots.append(root) }
        }
        return roots
    }

    /// A conversation is `<project>/<id>.jsonl`; its sub-agents are below `<project>/<id>/subagents` at any depth or,
    /// in releases before 2.1, `<project>/agent-<id>.jsonl`.
    package func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let file = relativePath.last, file.hasSuffix(".jsonl"), !file.hasPrefix(".") else { return nil }
        let name = String(file.dropLast(".jsonl".count))
        let agentID = name.hasPrefix("agent-") ? String(name.dropFirst("agent-".count)) : nil
        if let agentID, agentID.isEmpty { return nil }
        if relativePath.count == 2 {
            guard name != "history", name != "journal" else { return nil }
            if let agentID { return SourceClaim(nativeID: nil, agentID: agentID) }
            return SourceClaim(
                nativeID: name, agentID: nil, companions: [Self.titleFile([relativePath[0], name])])
        }
        guard relativePath.count >= 4, relativePath[2] == "subagents", let agentID else { return nil }
        return SourceClaim(nativeID: relativePath[1], agentID: agentID)
    }

    /// The title that the user gave, where Claude Code keeps it beside the conversation.
    package func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts {
        var facts = SessionFacts()
        guard let file = companions.first?.value, let title = (try? JSONValue.parse(file))?["customTitle"]?.stringValue
        else { return facts }
        facts.customTitle = title.isEmpty ? nil : title
        return facts
    }

    /// Beside the folder with the projects.
    package var settingsFile: String? { "../settings.json" }

    /// `cleanupPeriodDays`, or the 30 days that the documentation names. Zero means that nothing is written at all.
    package func retentionDays(settings: [UInt8]?) -> Int? {
        let days = settings.flatMap { try? JSONValue.parse($0) }?["cleanupPeriodDays"]?.intValue ?? 30
        return days > 0 ? Int(clamping: days) : nil
    }

    private static func titleFile(_ folder: [String]) -> String {
        (folder + ["custom-title.json"]).joined(separator: "/")
    }

    /// Reads only the fields it needs, in one pass over the bytes where the order of the fields allows.
    package func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord {
        ClaudeDecoder.decode(record, &memory)
    }

    private static func standardFolders(_ environment: [String: String], _ home: String) -> [String] {
        // The XDG base directory specification asks to ignore a relative path.
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? trimmed($0[...]) : nil }
        return [home + "/.claude", (configured ?? home + "/.config") + "/claude"]
    }

    private static func trimmed(_ path: Substring) -> String {
        var path = path.drop(while: \.isWhitespace)
        while let last = path.last, last.isWhitespace { path.removeLast() }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
