import GRDBSQLite

/// Why SQLite did not read.
public struct DatabaseReadError: Error, Sendable, Hashable {
    /// SQLite's own result code.
    public let code: Int32
    /// SQLite's own words. They name tables and columns, never values.
    public let reason: String

    init(code: Int32, _ connection: OpaquePointer?) {
        self.code = code
        reason = String(cString: connection.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
    }

    /// Another program is at work on the database, or has to put its log in order first: worth trying again.
    public var isBusy: Bool {
        [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_READONLY].contains(code & 0xFF)
    }
}
