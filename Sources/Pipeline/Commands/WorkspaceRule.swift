package import KatoModel

/// What holds for the conversations of one folder.
package struct WorkspaceRule: Sendable, Hashable {
    /// Where recordings go that name no place.
    package let directory: String?
    package let naming: FileNameTemplate?
    /// Whether conversations are recorded without being asked to.
    package let recordsByItself: Bool?

    package init(directory: String?, naming: FileNameTemplate?, recordsByItself: Bool?) {
        self.directory = directory
        self.naming = naming
        self.recordsByItself = recordsByItself
    }
}
