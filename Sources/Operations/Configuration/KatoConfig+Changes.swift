extension KatoConfig {
    /// The groups of keys whose values differ from `older`.
    package func changes(since older: KatoConfig) -> [String] {
        [
            ("providers", providers != older.providers), ("recording", recording != older.recording),
            ("render", render != older.render), ("logging", logging != older.logging),
            ("ingest", ingest != older.ingest), ("redaction", redaction != older.redaction),
            ("sandbox", sandbox != older.sandbox),
            // A group that was added later and is missing above.
            ("settings", self != older),
        ].filter(\.1).map(\.0).reduce(into: []) { names, name in
            if name != "settings" || names.isEmpty { names.append(name) }
        }
    }
}
