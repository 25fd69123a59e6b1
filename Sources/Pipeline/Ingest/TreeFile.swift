import FileAccess
import KatoModel
import KatoProviders

/// One file of a conversation that is a tree of files.
struct TreeFile: Sendable {
    let path: String
    /// 0 for the claimed file.
    let level: Int
    /// The file above; `nil` for the claimed one and those right below it, which have nothing to learn from it.
    let above: String?
    let status: FileStatus
    /// The conversation went on behind it.
    let isFollowed: Bool

    /// The file's name without its extension.
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }

    /// The JSON files of a folder with their status, in the order of their names. A folder that is not there is empty.
    static func list(_ folder: String, _ files: any FileSystem) throws(FileAccessError) -> [(path: String, FileStatus)]
    {
        let entries: [DirectoryEntry]
        do throws(FileAccessError) {
            entries = try files.entries(of: folder)
        } catch {
            guard error.isNotFound else { throw error }
            return []
        }
        var found: [(path: String, FileStatus)] = []
        let names = entries.filter { $0.kind == .regular && $0.name.hasSuffix(".json") }.map(\.name)
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            // One that went meanwhile was taken back.
            if let status = try? files.status(folder + "/" + name) { found.append((folder + "/" + name, status)) }
        }
        return found
    }
}
