import FileAccess
import KatoModel
import KatoProviders
import StrictJSON

/// Reads a conversation that an agent keeps in a tree of small JSON files: those that changed since the last look.
///
/// A file that is not complete, or that the provider does not call final, is left for later and not passed over.
struct TreeReading: SourceReading {
    let files: any FileSystem
    let limits: ReadLimits
    let tracked: TrackedSource
    let layout: TreeLayout

    let staysOpen = true

    private var opened: Opened?

    init(files: any FileSystem, limits: ReadLimits, tracked: TrackedSource, layout: TreeLayout) {
        self.files = files
        self.limits = limits
        self.tracked = tracked
        self.layout = layout
    }

    private struct Opened {
        /// Files still to be read.
        var waiting: ArraySlice<TreeFile>
        let startsOver: Bool
        /// Where reading stands once all of them are read, but for those that are not final.
        var cursor: DatabaseCursor
        let head: FileStatus
        /// The document that was above the last one.
        var above: (path: String, bytes: [UInt8])?
    }

    mutating func next() throws(FileAccessError) -> ReadOutcome {
        if opened == nil, let outcome = try open() { return outcome }
        guard var opened else { return .unchanged }
        defer { self.opened = opened }
        return try readOn(&opened)
    }

    // MARK: - What is new

    private mutating func open() throws(FileAccessError) -> ReadOutcome? {
        let known = known()
        let listing = TreeListing(
            files: files, root: tracked.found.root.path, head: tracked.source.path, layout: layout)
        let mark = try listing.mark()
        guard tracked.isHinted || !known.isUntouched(mark) else { return .unchanged }
        let all = try listing.all()
        let newest = all.map(\.status.changed).max() ?? .min
        // Something changed, even when times do not show it: clocks tick slowly.
        let since = known.start(rows: Int64(all.count), newest: newest) ?? known.since
        opened = Opened(
            waiting: all.filter { $0.status.changed >= since }[...], startsOver: since == .min,
            cursor: DatabaseCursor(rows: Int64(all.count), newest: newest, since: newest, touched: mark),
            head: all[0].status)
        return nil
    }

    private func known() -> DatabaseCursor {
        guard case .opaque(let text) = tracked.checkpoint?.cursor else { return .start }
        return DatabaseCursor(text) ?? .start
    }

    private func noted(_ opened: Opened, _ cursor: DatabaseCursor) -> SourceCheckpoint {
        SourceCheckpoint(
            cursor: .opaque(cursor.text),
            fingerprint: SourceFingerprint(device: opened.head.device, inode: opened.head.inode, birth: 0),
            size: opened.head.size, modified: opened.head.modified)
    }

    // MARK: - Reading

    private func readOn(_ opened: inout Opened) throws(FileAccessError) -> ReadOutcome {
        let isFirst = opened.startsOver && opened.waiting.first?.level == 0
        var buffer: [UInt8] = []
        var records: [Range<Int>] = []
        while let file = opened.waiting.first, buffer.count < limits.chunk {
            opened.waiting.removeFirst()
            guard file.status.size <= UInt64(limits.record) else {
                return .unreadable("\(file.path) is longer than kato reads")
            }
            guard let record = try record(file, &opened) else {
                opened.cursor.since = min(opened.cursor.since, file.status.changed)
                continue
            }
            records.append(buffer.count..<(buffer.count + record.count))
            buffer += record
        }
        // In the middle everything since the last complete look counts as unread.
        let isAtEnd = opened.waiting.isEmpty
        var cursor = opened.cursor
        if !isAtEnd { (cursor.rows, cursor.since) = (-1, known().since) }
        guard !records.isEmpty else { return .nothingComplete(noted(opened, cursor)) }
        let batch = RecordBatch(
            source: tracked.source, buffer: buffer, records: records, baseOffset: 0, startsOver: isFirst,
            checkpoint: noted(opened, cursor))
        return .batch(batch, isAtEnd: isAtEnd, reset: isFirst && tracked.checkpoint == nil ? .firstSight : nil)
    }

    /// The file as a record; `nil` when it is to be left for later.
    private func record(_ file: TreeFile, _ opened: inout Opened) throws(FileAccessError) -> [UInt8]? {
        guard let bytes = try content(file.path) else { return nil }
        if !file.isFollowed, !Self.isDocument(bytes) { return nil }
        var above: [UInt8] = []
        if let path = file.above {
            if opened.above?.path != path { opened.above = (path, try content(path) ?? []) }
            above = opened.above?.bytes ?? []
        }
        let record =
            Array("{\"level\":\(file.level),\"above\":".utf8) + Self.value(above) + Array(",\"file\":".utf8)
            + Self.value(bytes) + Array("}".utf8)
        let isFinal = record.withUnsafeBytes {
            tracked.found.root.provider.isFinal($0, isFollowed: file.isFollowed)
        }
        return isFinal ? record : nil
    }

    /// What is in the file; `nil` when it went meanwhile.
    private func content(_ path: String) throws(FileAccessError) -> [UInt8]? {
        do throws(FileAccessError) {
            let file = try files.open(path)
            return try file.read(at: 0, count: Int(clamping: min(try file.status().size, UInt64(limits.record))))
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }

    private static func isDocument(_ bytes: [UInt8]) -> Bool {
        (try? JSONValue.parse(bytes)) != nil
    }

    /// The bytes as a JSON value: as they are when they are one, else as a string.
    private static func value(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.isEmpty { return Array("null".utf8) }
        return isDocument(bytes) ? bytes : JSONValue.string(String(decoding: bytes, as: UTF8.self)).encoded()
    }
}
