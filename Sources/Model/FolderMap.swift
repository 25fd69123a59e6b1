/// Values by folder: what holds for a path is what its folders say, the innermost first.
package struct FolderMap<Value: Sendable>: Sendable {
    /// The longest paths first.
    private let entries: [(path: String, value: Value)]

    /// - Parameter entries: absolute paths without `.` and `..`, each with its value.
    package init(_ entries: [(path: String, value: Value)]) {
        self.entries = entries.sorted { $0.path.utf8.count > $1.path.utf8.count }
    }

    /// Every value there is.
    package var all: [Value] { entries.map(\.value) }

    /// The values of all folders that are `path` or hold it, the innermost first. None for a path that is not absolute
    /// or goes up somewhere: nobody can tell where it leads.
    package func values(for path: String?) -> [Value] {
        guard let path, path.utf8.first == UInt8(ascii: "/"),
            !path.utf8.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) })
        else { return [] }
        return entries.filter { Self.holds($0.path, path) }.map(\.value)
    }

    private static func holds(_ folder: String, _ path: String) -> Bool {
        guard folder != "/" else { return true }
        guard path.utf8.starts(with: folder.utf8) else { return false }
        let rest = path.utf8.dropFirst(folder.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }
}
