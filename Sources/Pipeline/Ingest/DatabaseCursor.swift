/// How far a conversation in a database was read: the opaque cursor of its source.
struct DatabaseCursor: Hashable, Sendable {
    /// How many rows there were; -1 when reading stopped in the middle.
    var rows: Int64
    /// The latest change among them.
    var newest: Int64
    /// Everything that changed before this was read.
    var since: Int64
    /// When somebody went on with the conversation last.
    var touched: Int64

    /// Nothing was read.
    static let start = DatabaseCursor(rows: -1, newest: .min, since: .min, touched: .min)

    init(rows: Int64, newest: Int64, since: Int64, touched: Int64) {
        (self.rows, self.newest, self.since, self.touched) = (rows, newest, since, touched)
    }

    /// Reads what ``text`` wrote; `nil` for another version.
    init?(_ text: String) {
        let parts = text.split(separator: " ").compactMap { Int64($0) }
        guard parts.count == 5, parts[0] == 1 else { return nil }
        self.init(rows: parts[1], newest: parts[2], since: parts[3], touched: parts[4])
    }

    /// Version, rows, newest, since and touched, separated by spaces.
    var text: String { "1 \(rows) \(newest) \(since) \(touched)" }

    /// Whether nobody went on with the conversation since it was read.
    func isUntouched(_ touched: Int64) -> Bool {
        rows >= 0 && touched == self.touched
    }

    /// From where to read a conversation that has these rows now; `nil` when nothing changed.
    ///
    /// Rows that went, and rows that came with an old time, are reasons to read everything again.
    func start(rows: Int64, newest: Int64) -> Int64? {
        guard self.rows >= 0 else { return since }
        if rows == self.rows, newest == self.newest { return nil }
        return newest > self.newest && rows >= self.rows ? since : .min
    }
}
