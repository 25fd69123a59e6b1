/// The ways in which people's tools change a file.
enum EditorKind: String, CaseIterable, Sendable {
    /// Nobody edits.
    case nobody
    /// Writes a file beside it and renames it over (vim, many IDEs).
    case renameOver = "rename-over"
    /// Opens it with truncation and writes it in pieces (nano, VS Code).
    case truncate
    /// Renames the file to a backup, then makes a new one (Emacs, vim).
    case backup
    /// A temporary file, a backup, two renames (gedit).
    case multiStep = "multi-step"
    /// Holds an old buffer for a while, then saves it either way.
    case staleBuffer = "stale-buffer"
    /// Inserts lines inside a block.
    case insert
    /// Deletes a whole block.
    case delete

    /// Where every save is a buffer of some age, a block that was dropped comes back at the end.
    var mayReorder: Bool { self != .nobody }
}
