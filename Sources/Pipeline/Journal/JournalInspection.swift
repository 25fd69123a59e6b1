import GRDB

/// What a look at a journal finds, without changing it. The daemon may be at work.
package enum JournalInspection: Sendable, Hashable {
    case whole(sessions: Int, events: Int64, bytes: Int64)
    /// A newer program made it.
    case newer
    case damaged(String)
    case unreadable(String)

    /// Looks at the journal at `path`, page by page.
    package static func inspect(_ path: String) -> JournalInspection {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { db in
                if try Migrations.migrator.hasBeenSuperseded(db) { return .newer }
                let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "ok"
                guard verdict == "ok" else { return .damaged(verdict) }
                let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                let size = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0
                return .whole(
                    sessions: try Int.fetchOne(db, sql: "SELECT count(*) FROM sessions WHERE events > 0") ?? 0,
                    events: try Int64.fetchOne(db, sql: "SELECT count(*) FROM events") ?? 0, bytes: pages * size)
            }
        } catch let error as DatabaseError {
            let isDamage = error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
            let what = error.message ?? "\(error.resultCode)"
            return isDamage ? .damaged(what) : .unreadable(what)
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// When kato first ran here, and up to when conversations were removed; `nil` when it cannot be told.
    package static func createdAt(_ path: String) -> Int64? {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return nil }
        defer { try? queue.close() }
        let text = try? queue.read { db in
            try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'created_at'")
        }
        return text.flatMap { $0 }.flatMap { Int64($0) }
    }
}
