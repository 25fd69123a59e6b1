import Yams

/// Reads files of older versions as if they had the current shape. The file itself stays as it is.
enum ConfigMigration {
    /// Keys that got another name, by the version that gave it to them. Dotted, with the same group before and after.
    private static let renamed: [(version: Int, group: String, old: String, new: String)] = [
        // There is more than one log since.
        (2, "logging", "level", "operational")
    ]

    /// The nodes in the current shape, and what to tell the reader about each key that was found under an older name.
    /// What is wrong with such a key is told under the name that the file has.
    static func migrate(_ root: Node?, from version: Int, log: IssueLog) -> (root: Node?, notes: [String]) {
        guard case .mapping(var top) = root, version < KatoConfig.schemaVersion else { return (root, []) }
        var notes: [String] = []
        for step in renamed where step.version > version {
            guard let key = top.keys.first(where: { $0.string == step.group }), case .mapping(let group) = top[key],
                group.contains(where: { $0.key.string == step.old })
            else { continue }
            top[key] = .mapping(rename(step.old, to: step.new, in: group))
            log.oldNames["\(step.group).\(step.new)"] = "\(step.group).\(step.old)"
            notes.append("\(step.group).\(step.old) is called \(step.group).\(step.new) since version \(step.version)")
        }
        return (.mapping(top), notes)
    }

    /// Every key stays where it was, for the place of an error.
    private static func rename(_ old: String, to new: String, in group: Node.Mapping) -> Node.Mapping {
        let pairs = group.map { key, value -> (Node, Node) in
            guard case .scalar(let scalar) = key, scalar.string == old else { return (key, value) }
            return (.scalar(.init(new, scalar.tag, scalar.style, scalar.mark)), value)
        }
        return Node.Mapping(pairs, group.tag, group.style, group.mark)
    }
}
