/// How far a conversation in a database was read: the opaque cursor of its source.
struct DatabaseCursor: Hashable, Sendable {
    /// How many rows there were; -1 when reading stopped in the middle.
    var rows: Int64
    /// The latest change among them.
    var newest: Int64
    /// Everything that changed before this was read.
    var since: Int64

    /// Nothing was read.
    static let start = DatabaseCursor(rows: -1, newest: .min, since: .min)

    init(rows: Int64, newest: Int64, since: Int64) {
        (self.rows, self.newest, self.since) = (rows, newest, since)
    }

    /// Reads what ``text`` wrote; `nil` for another version.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 4, parts[0] == "1", let rows = Int64(parts[1]), let newest = Int64(parts[2]),
            let since = Int64(parts[3])
        else { return nil }
        self.init(rows: rows, newest: newest, since: since)
    }

    /// Version, rows, newest and since, separated by spaces.
    var text: String { "1 \(rows) \(newest) \(since)" }

    /// From where to read a conversation that has these rows now; `nil` when nothing changed.
    ///
    /// Rows that went, and rows that came with an old time, are reasons to read everything again.
    func start(rows: Int64, newest: Int64) -> Int64? {
        guard self.rows >= 0 else { return since }
        if rows == self.rows, newest == self.newest { return nil }
        return newest > self.newest && rows >= self.rows ? since : .min
    }
}
