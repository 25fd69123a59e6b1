/// What the configuration allows chat to write to.
package struct PolicyRules: Sendable, Hashable {
    /// Absolute and canonical (no symbolic links). May nest. `/` and anything not canonical never allows.
    package var allowedRoots: [String]
    /// Absolute paths that are no destination even inside an allowed root, with all below them: kato's own
    /// configuration, state, logs and socket, and the agents' folders.
    package var deniedPaths: [String]

    package init(allowedRoots: [String], deniedPaths: [String]) {
        self.allowedRoots = allowedRoots
        self.deniedPaths = deniedPaths
    }
}
