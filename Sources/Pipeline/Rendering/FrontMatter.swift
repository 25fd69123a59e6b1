import KatoModel

/// The YAML at the head of a Markdown recording. Written once: it holds nothing that changes later.
enum FrontMatter {
    /// The first line is `---`, because editors look for it there; the identity is a YAML comment below it.
    static func block(_ header: RecordingHeader, zone: RenderZone) -> RenderedBlock {
        let id = BlockIdentity.frontID(recordingID: header.recordingID)
        var lines = ["---", BlockIdentity.markdownLine(id)]
        func add(_ key: String, _ value: String?) {
            if let value { lines.append("\(key): \(value)") }
        }
        func list(_ key: String, _ values: [String]) {
            if !values.isEmpty { add(key, "[\(values.map(YAMLScalar.text).joined(separator: ", "))]") }
        }
        add("id", YAMLScalar.text("\(header.slug)-\(header.sessionID.short)"))
        add("title", YAMLScalar.quoted(header.title ?? "Conversation \(header.sessionID.short)"))
        add("created", header.createdAt.map(zone.rfc3339))
        add("provider", YAMLScalar.text(header.provider.rawValue))
        add("session", YAMLScalar.text(header.nativeID))
        add("kato-session", YAMLScalar.text(header.sessionID.rawValue))
        add("cwd", header.cwd.map(YAMLScalar.text))
        add("git-branch", header.gitBranch.map(YAMLScalar.text))
        list("models", header.models)
        list("participants", header.participants)
        list("recording-ids", header.recordingID.map { [$0] } ?? [])
        lines.append("---")
        return RenderedBlock(id: id, text: lines.joined(separator: "\n") + "\n")
    }
}
