import FileAccess
import SQLiteReader

/// A database's files at one moment: whether anything changed since, and how it may be opened.
struct DatabaseState: Hashable, Sendable {
    let main: FileStatus
    let log: FileStatus?
    let hasLogIndex: Bool

    init(path: String, files: any FileSystem) throws(FileAccessError) {
        main = try files.status(path)
        log = try? files.status(path + "-wal")
        hasLogIndex = (try? files.status(path + "-shm")) != nil
    }

    /// Compares what a write changes. The index of the log is no content.
    func isSame(as other: DatabaseState) -> Bool {
        main == other.main && log == other.log
    }

    /// One line that is the same only when nothing changed.
    var text: String {
        let parts = [main, log].map { status in
            status.map { "\($0.device) \($0.inode) \($0.size) \($0.modified)" } ?? "-"
        }
        return parts.joined(separator: " ")
    }

    /// How to open it without changing a file; `nil` when there is no such way.
    ///
    /// - Parameter usesLog: its header says that it has a write-ahead log.
    func access(usesLog: Bool) -> ReadOnlyDatabase.Access? {
        guard usesLog else { return .locked }
        guard let log else { return .frozen }
        if hasLogIndex { return .besideLog }
        // To read a log, SQLite would have to make its index.
        return log.size == 0 ? .frozen : nil
    }

    /// SQLite's file header: byte 18 is 2 when the database uses a write-ahead log. Shorter is no database yet.
    static func usesLog(header: [UInt8]) -> Bool? {
        header.count == headerLength ? header[18] == 2 : nil
    }

    static let headerLength = 20
}
