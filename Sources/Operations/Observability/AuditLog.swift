package import KatoModel
import StrictJSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log of what was allowed and denied: one JSON object a line, chained by ``AuditChain``. A full file is put aside
/// and never removed; the chain goes on in the next one (``AuditFiles``).
///
/// A caller that cannot write its line must not do what the line is about.
package final class AuditLog: Sendable {
    /// Version of the line's shape.
    package static let schemaVersion: Int64 = 1
    /// Members of every line; no field of an event has one of these names.
    package static let reservedNames: Set<String> = [
        "schemaVersion", "time", "event", "decision", "reason", "prev", "hash",
    ]
    /// How far from the end an intact line is looked for: a thousand times the longest line in use.
    static let tailLimit = 16 << 20

    /// Bytes at which a file is full, 8 MiB: some 20,000 decisions.
    package static let defaultRotationSize: Int64 = 8 << 20

    private struct State: ~Copyable {
        var file: AppendFile
        var head: AuditHead
        /// Hash of the last line; `nil` until the file was read.
        var last: String?
    }

    private let state: Mutex<State>
    private let files: AuditFiles
    private let rotationSize: Int64

    package convenience init(path: String, rotationSize: Int64 = AuditLog.defaultRotationSize) {
        self.init(file: AppendFile(path: path), rotationSize: rotationSize)
    }

    init(file: consuming AppendFile, rotationSize: Int64 = AuditLog.defaultRotationSize) {
        files = AuditFiles(current: file.path)
        self.rotationSize = rotationSize
        state = Mutex(State(file: file, head: AuditHead(path: files.head), last: nil))
    }

    /// Opens the file and finds the end of its chain, so that a start can fail early.
    package func open() throws(ObservabilityError) {
        _ = try locked { state throws(ObservabilityError) in try prepare(&state) }
    }

    /// Writes a line. When it throws, the line is not in the log.
    package func write(time: Timestamp, event: String, audit: AuditFields, fields: [(String, FieldValue)])
        throws(ObservabilityError)
    {
        let members: [JSONObject.Member] =
            [
                .init(key: "schemaVersion", value: .int(Self.schemaVersion)),
                .init(key: "time", value: .string(time.description)),
                .init(key: "event", value: .string(event)),
                .init(key: "decision", value: .string(audit.decision.rawValue)),
                .init(key: "reason", value: .string(audit.reason)),
            ]
            + fields.filter { !Self.reservedNames.contains($0.0) }.map { .init(key: $0.0, value: $0.1.json) }
        try locked { state throws(ObservabilityError) in
            let previous = try prepare(&state)
            let sealed = AuditChain.seal(members, previous: previous)
            try rotate(&state, before: sealed.line.count)
            try state.file.append(line: sealed.line)
            state.last = sealed.hash
            state.head.write(sealed.hash)
        }
    }

    /// A file that was removed while the log was open begins with the last hash of its predecessor, not with zeros:
    /// so the removal shows. The same holds for lines that are missing when the log is opened.
    @discardableResult
    private func prepare(_ state: inout State) throws(ObservabilityError) -> String {
        try state.file.prepare()
        if let last = state.last { return last }
        var link = try Self.lastLink(state.file)
        if link == nil, let older = files.newestRotated {
            var file = AppendFile(path: older)
            try file.prepare()
            link = try Self.lastLink(file)
        }
        let found = link?.hash ?? AuditChain.start
        let expected = AuditHead.read(files.head)
        let last = [nil, found, link?.previous].contains(expected) ? found : expected ?? found
        state.last = last
        return last
    }

    /// The hash of the line that a log has to hold as its last or last but one; `nil` where nothing says so.
    package static func lastLine(of files: AuditFiles) -> String? { AuditHead.read(files.head) }

    private func rotate(_ state: inout State, before count: Int) throws(ObservabilityError) {
        guard state.file.size > 0, state.file.size + Int64(count) + 1 > rotationSize else { return }
        let target = files.nextRotated
        guard rename(files.current, target) == 0 else { throw .unwritable(target, "made", errno: errno) }
        state.file.release()
    }

    /// `nil` for a file without a line.
    private static func lastLink(_ file: borrowing AppendFile) throws(ObservabilityError) -> AuditChain.Link? {
        guard file.size > 0 else { return nil }
        var window = 64 << 10
        while true {
            let isWhole = Int64(window) >= file.size
            var lines = file.tail(window).split(separator: UInt8(ascii: "\n"))[...]
            if !isWhole { lines = lines.dropFirst() }
            if let link = lines.reversed().lazy.compactMap({ AuditChain.link(of: $0) }).first { return link }
            // Nothing but line ends, or the one line that a crash cut short.
            if isWhole, lines.isEmpty || lines.count == 1 && file.endsInsideLine { return nil }
            guard !isWhole, window < tailLimit else { throw .damaged(file.path) }
            window *= 2
        }
    }

    private func locked<Value: Sendable>(_ body: (inout State) throws(ObservabilityError) -> Value)
        throws(ObservabilityError) -> Value
    {
        try state.withLock { state throws(ObservabilityError) in try body(&state) }
    }
}
