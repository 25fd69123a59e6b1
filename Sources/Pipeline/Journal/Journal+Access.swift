import GRDB

/// How small and large work reaches the database.
///
/// A database call of its own thread costs two thread switches, several times what reading or writing one message
/// takes. Small work is therefore done on the caller's thread and by the one connection whose page cache holds what
/// was just written. No thread is made to wait for another's work of milliseconds, though: as long as some is under
/// way, small work stands in line behind it without holding a thread.
extension Journal {
    /// Bytes of records from which on a write is large.
    static let largeBytes = 64 << 10

    /// Writes a little.
    func write<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        guard largeWrites == 0 else { return try await pool.write(work) }
        return try pool.writeAtOnce(work)
    }

    /// Reads a little of what was written a moment ago.
    func readRecent<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        guard largeWrites == 0 else { return try await pool.read(work) }
        return try pool.readLastWritten(work)
    }

    /// Writes a lot, away from the caller's thread.
    func writeMuch<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        largeWrites += 1
        defer { largeWrites -= 1 }
        return try await pool.write(work)
    }
}

extension DatabasePool {
    /// On the calling thread: GRDB's function of the same kind, which an asynchronous caller cannot name.
    fileprivate func writeAtOnce<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try write(work)
    }

    /// One state of the database, by the connection that writes: what writes has to go through it, so nothing changes
    /// between two statements and no transaction is needed for that.
    fileprivate func readLastWritten<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try writeWithoutTransaction(work)
    }
}
