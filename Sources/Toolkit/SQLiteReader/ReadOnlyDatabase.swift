import GRDBSQLite

/// A SQLite database of another program, opened so that nothing in its folder changes: no row, no log, no index file.
///
/// GRDB opens databases of one's own and leaves `readonly_shm` and `immutable` to the default of the system's SQLite,
/// so this speaks to SQLite itself.
public final class ReadOnlyDatabase {
    /// How the file may be opened.
    public enum Access: Sendable, Hashable {
        /// With SQLite's locks, for a database without a write-ahead log.
        case locked
        /// Beside a write-ahead log whose index exists; the index is read and never written.
        case besideLog
        /// Without locks, when nobody has it open. The caller makes sure that nobody changed it meanwhile.
        case frozen
    }

    private let connection: OpaquePointer

    /// Milliseconds a read waits for a writer's lock.
    private static let patience: Int32 = 2000

    /// - Parameter longestValue: bytes of a text or blob above which reading fails.
    public init(path: String, access: Access, longestValue: Int) throws(DatabaseReadError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
        let code = sqlite3_open_v2(Self.address(path, access), &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }
            throw DatabaseReadError(code: code, opened)
        }
        connection = opened
        sqlite3_busy_timeout(connection, Self.patience)
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, Int32(clamping: longestValue))
    }

    deinit {
        sqlite3_close_v2(connection)
    }

    /// Runs a query and hands over each row, until `body` returns false.
    public func forEachRow(_ sql: String, _ arguments: [DatabaseValue] = [], _ body: ([DatabaseColumn]) -> Bool)
        throws(DatabaseReadError)
    {
        var prepared: OpaquePointer?
        try check(sqlite3_prepare_v2(connection, sql, -1, &prepared, nil))
        guard let statement = prepared else { return }
        defer { sqlite3_finalize(statement) }
        for (index, argument) in arguments.enumerated() { try bind(argument, at: Int32(index + 1), in: statement) }
        let names = (0..<sqlite3_column_count(statement)).map { index in
            sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
        }
        while true {
            let code = sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw DatabaseReadError(code: code, connection) }
                return
            }
            let row = names.enumerated().map { index, name in
                DatabaseColumn(name: name, value: Self.value(statement, Int32(index)))
            }
            guard body(row) else { return }
        }
    }

    private func bind(_ value: DatabaseValue, at index: Int32, in statement: OpaquePointer) throws(DatabaseReadError) {
        switch value {
        case .null: try check(sqlite3_bind_null(statement, index))
        case .integer(let number): try check(sqlite3_bind_int64(statement, index, number))
        case .real(let number): try check(sqlite3_bind_double(statement, index, number))
        case .text(let text):
            // Tells SQLite to copy the text; the C macro for it is a cast that Swift does not import.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            try check(sqlite3_bind_text(statement, index, text, -1, transient))
        case .blob(let bytes):
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            try check(sqlite3_bind_blob(statement, index, bytes, Int32(clamping: bytes.count), transient))
        }
    }

    private func check(_ code: Int32) throws(DatabaseReadError) {
        guard code == SQLITE_OK else { throw DatabaseReadError(code: code, connection) }
    }

    private static func value(_ statement: OpaquePointer, _ index: Int32) -> DatabaseValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            .text(String(decoding: bytes(sqlite3_column_text(statement, index), statement, index), as: UTF8.self))
        case SQLITE_BLOB: .blob(Array(bytes(sqlite3_column_blob(statement, index), statement, index)))
        default: .null
        }
    }

    private static func bytes(_ start: UnsafeRawPointer?, _ statement: OpaquePointer, _ index: Int32)
        -> UnsafeRawBufferPointer
    {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
    }

    /// A `file:` address with every character escaped that has a meaning in one.
    private static func address(_ path: String, _ access: Access) -> String {
        var escaped = ""
        for character in path {
            switch character {
            case "%": escaped += "%25"
            case "?": escaped += "%3f"
            case "#": escaped += "%23"
            default: escaped.append(character)
            }
        }
        switch access {
        case .locked: return "file:\(escaped)?mode=ro"
        case .besideLog: return "file:\(escaped)?mode=ro&readonly_shm=1"
        case .frozen: return "file:\(escaped)?mode=ro&immutable=1"
        }
    }
}
