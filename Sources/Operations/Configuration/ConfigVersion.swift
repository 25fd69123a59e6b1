import Yams

/// Reads the version of a file's shape.
enum ConfigVersion {
    /// The version, or `nil` where it makes no sense to look at the other keys: in a file for a newer program.
    static func check(_ root: Node?, log: IssueLog) -> Int? {
        let current = KatoConfig.schemaVersion
        var top = ConfigSection(root, key: "", log: log)
        guard let node = top.value("schemaVersion") else {
            log.add(
                line: top.mark?.line ?? 1, column: top.mark?.column ?? 1, key: "schemaVersion", "The key is missing.",
                hint: "Add the line `schemaVersion: \(current)`.")
            return current
        }
        guard let text = ConfigScalar.plain(node), let version = Int(text), version > 0 else {
            top.report(
                "schemaVersion", node, "Expected \(current), found \(IssueLog.words(node)).",
                hint: "Write `schemaVersion: \(current)`.")
            return current
        }
        guard version <= current else {
            top.report(
                "schemaVersion", node, "The file has version \(version); this program knows versions up to \(current).",
                hint: "Update kato, or run the newer kato that made the file.")
            return nil
        }
        return version
    }
}
