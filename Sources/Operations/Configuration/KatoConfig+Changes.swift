extension KatoConfig {
    /// The keys whose values differ from `older`.
    package func changes(since older: KatoConfig) -> [String] {
        let changed = settings.filter { $0.get(self) != $0.get(older) }.map(\.key)
        return changed + (flags == older.flags ? [] : ["flags"])
            + (workspaces == older.workspaces ? [] : ["workspaces"])
    }
}
