/// What values a setting can have. The reader of files, variables and arguments goes by it, and so does the schema.
package enum SettingKind: Sendable, Hashable {
    /// `true` or `false`.
    case toggle
    case number(ClosedRange<Int>)
    /// One of a few words.
    case word([String])
    /// `local`, or a name of the IANA database.
    case timeZone
    /// An absolute path, or one that begins with `~/`.
    case folder
    /// Such a path, or nothing.
    case file
    /// A template for file names.
    case fileName
    /// `http://host:port` or the same with `https`, with or without a path.
    case httpAddress
    /// A list of such paths.
    case paths
    /// The same for folders that chat may name, none of which may hold the home folder.
    case roots
    /// A list of texts.
    case texts

    /// Whether the value is a list.
    var isList: Bool {
        switch self {
        case .paths, .roots, .texts: true
        case .toggle, .number, .word, .timeZone, .folder, .file, .fileName, .httpAddress: false
        }
    }
}
