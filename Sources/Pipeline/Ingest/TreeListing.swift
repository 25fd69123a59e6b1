import Digest
import FileAccess
import KatoModel
import KatoProviders

/// Finds the files of a conversation that is a tree of files.
struct TreeListing: Sendable {
    let files: any FileSystem
    /// The folder that the layout's paths begin at.
    let root: String
    let head: String
    let layout: TreeLayout

    /// A number that changes when the conversation goes on: the claimed file, the folder below it, and the last file
    /// there with all below that. Much cheaper than looking at everything.
    func mark() throws(FileAccessError) -> Int64 {
        var state = [describe(try files.status(head))]
        var last = head
        for level in layout.levels.indices {
            let folder = folder(below: last, level)
            if let status = try? files.status(folder) { state.append(describe(status)) }
            let found = try TreeFile.list(folder, files)
            state += level == 0 ? found.suffix(1).map { describe($0.1) } : found.map { describe($0.1) }
            guard let next = found.last else { break }
            last = next.path
        }
        let digest = ContentHash.sha256(state.joined(separator: "\n")).prefix(8)
        return digest.reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Every file, in the order in which they are told.
    func all() throws(FileAccessError) -> [TreeFile] {
        var found = [TreeFile(path: head, level: 0, above: nil, status: try files.status(head), isFollowed: true)]
        try add(below: head, level: 1, isFollowed: false, to: &found)
        return found
    }

    private func add(below above: String, level: Int, isFollowed: Bool, to found: inout [TreeFile])
        throws(FileAccessError)
    {
        guard level <= layout.levels.count else { return }
        let listed = try TreeFile.list(folder(below: above, level - 1), files)
        for (index, (path, status)) in listed.enumerated() {
            let isFollowed = isFollowed || level == 1 && index < listed.count - 1
            try add(below: path, level: level + 1, isFollowed: isFollowed, to: &found)
            found.append(
                TreeFile(
                    path: path, level: level, above: level == 1 ? nil : above, status: status, isFollowed: isFollowed))
        }
    }

    private func folder(below path: String, _ level: Int) -> String {
        let names = layout.levels[level].split(separator: "/").map { $0 == "*" ? TreeFile.name(of: path) : String($0) }
        return ([root] + names).joined(separator: "/")
    }

    private func describe(_ status: FileStatus) -> String {
        "\(status.device) \(status.inode) \(status.size) \(status.changed)"
    }
}
