import FileAccess
import KatoModel
import KatoProviders
import SQLiteReader
import StrictJSON

/// Reads the rows of a database that another program writes: conversation by conversation, those that changed.
///
/// Each conversation is a source of its own, `path#id`, with its own cursor. Rows are fetched in pages, each in a
/// transaction of its own, so that the writer's log does not grow behind a slow reader.
struct DatabaseReading: SourceReading {
    let files: any FileSystem
    let limits: ReadLimits
    let tracked: TrackedSource
    let layout: DatabaseLayout

    let staysOpen = true

    private var opened: Opened?

    init(files: any FileSystem, limits: ReadLimits, tracked: TrackedSource, layout: DatabaseLayout) {
        self.files = files
        self.limits = limits
        self.tracked = tracked
        self.layout = layout
    }

    /// What every source within a database begins with.
    static func partPrefix(_ path: String) -> String { path + "#" }

    private struct Opened {
        let database: ReadOnlyDatabase
        let access: ReadOnlyDatabase.Access
        let state: DatabaseState
        var waiting: [DatabasePart]
    }

    mutating func next() throws(FileAccessError) -> ReadOutcome {
        do {
            if opened == nil, let outcome = try open() { return outcome }
            guard var opened else { return .unchanged }
            defer { self.opened = opened }
            return try readOn(&opened)
        } catch let error as FileAccessError {
            throw error
        } catch let error as DatabaseReadError where error.isBusy {
            // Its writer goes on, which is the next hint to look.
            return .unchanged
        } catch let error as DatabaseReadError {
            return .unreadable("it is no database that kato can read: \(error.reason)")
        } catch {
            return .unreadable("it is no database that kato can read")
        }
    }

    // MARK: - Opening

    private mutating func open() throws -> ReadOutcome? {
        let path = tracked.source.path
        let state = try DatabaseState(path: path, files: files)
        if !tracked.isHinted, case .opaque(state.text) = tracked.checkpoint?.cursor { return .unchanged }
        let header = try files.open(path).read(at: 0, count: DatabaseState.headerLength)
        guard let usesLog = DatabaseState.usesLog(header: header) else { return .nothingComplete(noted(state)) }
        guard let access = state.access(usesLog: usesLog) else {
            return .unreadable("its write-ahead log has no index (-shm); start the agent once, which makes one")
        }
        let database = try ReadOnlyDatabase(path: path, access: access, longestValue: limits.record)
        let waiting = try changedParts(in: database)
        opened = Opened(database: database, access: access, state: state, waiting: waiting)
        return nil
    }

    /// The conversations that have something new.
    ///
    /// To see that of one means to look at all its rows, so only those are examined that somebody went on with, and
    /// the few that were touched last: an answer may be written to them still.
    private func changedParts(in database: ReadOnlyDatabase) throws -> [DatabasePart] {
        var all: [DatabasePart] = []
        try database.forEachRow(layout.conversations) { row in
            if let part = DatabasePart(row) { all.append(part) }
            return true
        }
        let recent = Set(all.sorted { $0.touched > $1.touched }.prefix(Self.recentParts).map(\.id))
        var changed: [DatabasePart] = []
        for part in all {
            let cursor = cursor(of: part)
            guard recent.contains(part.id) || !cursor.isUntouched(part.touched) else { continue }
            if let due = try part.due(after: cursor, database, layout.state) { changed.append(due) }
        }
        return changed
    }

    /// Conversations that are examined at every look: more than anybody works on at a time.
    private static let recentParts = 8

    private func cursor(of part: DatabasePart) -> DatabaseCursor {
        guard case .opaque(let text) = tracked.parts[Self.partPrefix(tracked.source.path) + part.id]?.cursor else {
            return .start
        }
        return DatabaseCursor(text) ?? .start
    }

    private func noted(_ state: DatabaseState, cursor: String? = nil) -> SourceCheckpoint {
        SourceCheckpoint(
            cursor: .opaque(cursor ?? state.text),
            fingerprint: SourceFingerprint(device: state.main.device, inode: state.main.inode, birth: 0),
            size: state.main.size, modified: state.main.modified)
    }

    // MARK: - Reading

    private func readOn(_ opened: inout Opened) throws -> ReadOutcome {
        while var part = opened.waiting.first {
            let startsOver = part.startsOver
            let page = try part.readPage(opened.database, layout.rows, limits)
            // Without locks, only a database that nobody touched meanwhile was read as it is.
            if opened.access == .frozen,
                try !DatabaseState(path: tracked.source.path, files: files).isSame(as: opened.state)
            {
                return .unchanged
            }
            if page.isLast { opened.waiting.removeFirst() } else { opened.waiting[0] = part }
            // A conversation of which nothing is final yet is no conversation yet.
            if page.records.isEmpty, startsOver { continue }
            let source = SourceReference(
                path: Self.partPrefix(tracked.source.path) + part.id, provider: tracked.source.provider,
                nativeID: part.root ?? part.id, agentID: part.root == nil ? nil : part.id)
            let batch = RecordBatch(
                source: source, buffer: page.buffer, records: page.records, baseOffset: 0, startsOver: startsOver,
                checkpoint: noted(opened.state, cursor: part.cursor(afterLast: page.isLast).text))
            return .batch(batch, isAtEnd: false, reset: nil)
        }
        return .nothingComplete(noted(opened.state))
    }
}
