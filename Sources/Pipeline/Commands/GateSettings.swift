package import KatoModel

/// What the gate has to know of the machine and the configuration.
package struct GateSettings: Sendable {
    package let home: String
    /// Where recordings go that name no place; always an allowed root. Canonical.
    package let recordingsDirectory: String
    /// Allowed roots as configured, each with its canonical path.
    package let roots: [(spelled: String, canonical: String)]
    /// Never a destination, also inside an allowed root. Canonical.
    package let deniedPaths: [String]
    /// Where files are made that a client then puts in place, with its own rights.
    package let handOverDirectory: String
    /// Who has to own a destination.
    package let owner: UInt32
    /// What holds in some folders of the user's.
    package let workspaces: FolderMap<WorkspaceRule>
    /// A moment's local date as `yyyy-mm-dd`, for file names.
    package let localDate: @Sendable (Timestamp) -> String

    package init(
        home: String, recordingsDirectory: String, roots: [(spelled: String, canonical: String)], deniedPaths: [String],
        handOverDirectory: String = "", owner: UInt32, workspaces: FolderMap<WorkspaceRule> = FolderMap([]),
        localDate: @escaping @Sendable (Timestamp) -> String
    ) {
        self.home = home
        self.recordingsDirectory = recordingsDirectory
        self.roots = roots
        self.deniedPaths = deniedPaths
        self.handOverDirectory = handOverDirectory
        self.owner = owner
        self.workspaces = workspaces
        self.localDate = localDate
    }
}
