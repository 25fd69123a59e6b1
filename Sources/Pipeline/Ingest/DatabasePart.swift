import KatoModel
import SQLiteReader
import StrictJSON

/// A conversation in a database while it is being read.
struct DatabasePart: Sendable {
    let id: String
    /// The conversation whose sub-agent it is.
    let root: String?
    /// When somebody went on with it last.
    let touched: Int64
    private var rows: Int64 = 0
    private var newest: Int64 = .min
    private var since: Int64 = .min
    /// The row that was read last.
    private var place = ""
    /// The earliest change of a row that was not final.
    private var unfinished: Int64?

    /// Rows fetched in one go.
    private static let pageRows = 256

    /// A row of the list of conversations; `nil` when it has not the columns it should have.
    init?(_ row: [DatabaseColumn]) {
        guard let id = Self.column("id", row)?.text else { return nil }
        self.id = id
        root = Self.column("root", row)?.text
        touched = Self.column("touched", row)?.integer ?? 0
    }

    /// Everything is still to be read.
    var startsOver: Bool { since == .min && place.isEmpty }

    /// The part as it is to be read when `cursor` was reached; `nil` when nothing changed.
    func due(after cursor: DatabaseCursor, _ database: ReadOnlyDatabase, _ sql: String) throws(DatabaseReadError)
        -> DatabasePart?
    {
        var due = self
        try database.forEachRow(sql, [.text(id)]) { row in
            due.rows = Self.column("rows", row)?.integer ?? 0
            due.newest = Self.column("newest", row)?.integer ?? .min
            return false
        }
        guard let since = cursor.start(rows: due.rows, newest: due.newest) else { return nil }
        due.since = since
        return due
    }

    /// The next rows as records.
    struct Page {
        var buffer: [UInt8] = []
        var records: [Range<Int>] = []
        var isLast = true
    }

    /// Reads on.
    mutating func readPage(_ database: ReadOnlyDatabase, _ sql: String, _ limits: ReadLimits) throws(DatabaseReadError)
        -> Page
    {
        var page = Page()
        var fetched = 0
        let arguments: [DatabaseValue] = [
            .text(id), .integer(since), .integer(Int64(Self.pageRows)), .text(place),
        ]
        try database.forEachRow(sql, arguments) { row in
            fetched += 1
            place = Self.column("place", row)?.text ?? ""
            if Self.column("final", row)?.integer == 0 {
                let changed = Self.column("changed", row)?.integer ?? .min
                unfinished = min(unfinished ?? changed, changed)
            } else {
                let start = page.buffer.count
                page.buffer += Self.record(row)
                page.records.append(start..<page.buffer.count)
            }
            return page.buffer.count < limits.chunk
        }
        page.isLast = fetched < Self.pageRows && page.buffer.count < limits.chunk
        return page
    }

    /// Where reading stands. A row that was not final is looked at again when anything changes.
    func cursor(afterLast isLast: Bool) -> DatabaseCursor {
        guard isLast else { return DatabaseCursor(rows: -1, newest: newest, since: since, touched: touched) }
        return DatabaseCursor(rows: rows, newest: newest, since: min(unfinished ?? newest, newest), touched: touched)
    }

    private static func column(_ name: String, _ row: [DatabaseColumn]) -> DatabaseValue? {
        row.first { $0.name == name }?.value
    }

    /// Columns that are for the reader and not for the decoder.
    private static let bookkeeping: Set<String> = ["changed", "final", "place"]

    private static func record(_ row: [DatabaseColumn]) -> [UInt8] {
        var object = JSONObject()
        for column in row where !bookkeeping.contains(column.name) {
            object[column.name] = json(column.value)
        }
        return JSONValue.object(object).encoded()
    }

    private static func json(_ value: DatabaseValue) -> JSONValue {
        switch value {
        case .null: .null
        case .integer(let number): .int(number)
        case .real(let number): .number(String(number))
        case .text(let text): .string(text)
        case .blob(let bytes): .string(Hexadecimal.text(bytes))
        }
    }
}
