package import KatoModel
import StrictJSON
import Synchronization

/// The log of what was allowed and denied: one JSON object a line, chained by ``AuditChain``, never rotated.
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

    private struct State: ~Copyable {
        var file: AppendFile
        /// Hash of the last line; `nil` until the file was read.
        var last: String?
    }

    private let state: Mutex<State>

    package convenience init(path: String) {
        self.init(file: AppendFile(path: path))
    }

    init(file: consuming AppendFile) {
        state = Mutex(State(file: file, last: nil))
    }

    /// Opens the file and finds the end of its chain, so that a start can fail early.
    package func open() throws(ObservabilityError) {
        _ = try locked { state throws(ObservabilityError) in try Self.prepare(&state) }
    }

    /// Writes a line. When it throws, the line is not in the log.
    package func write(
        time: Timestamp, event: String, audit: AuditFields, fields: [(String, FieldValue)]
    ) throws(ObservabilityError) {
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
            let previous = try Self.prepare(&state)
            let sealed = AuditChain.seal(members, previous: previous)
            try state.file.append(line: sealed.line)
            state.last = sealed.hash
        }
    }

    /// A file that was removed while the log was open begins with the last hash of its predecessor, not with zeros:
    /// so the removal shows.
    @discardableResult
    private static func prepare(_ state: inout State) throws(ObservabilityError) -> String {
        try state.file.prepare()
        if let last = state.last { return last }
        let last = try lastHash(state.file)
        state.last = last
        return last
    }

    private static func lastHash(_ file: borrowing AppendFile) throws(ObservabilityError) -> String {
        guard file.size > 0 else { return AuditChain.start }
        var window = 64 << 10
        while true {
            let isWhole = Int64(window) >= file.size
            var lines = file.tail(window).split(separator: UInt8(ascii: "\n"))[...]
            if !isWhole { lines = lines.dropFirst() }
            if let link = lines.reversed().lazy.compactMap({ AuditChain.link(of: $0) }).first { return link.hash }
            if isWhole, lines.count <= 1, file.endsInsideLine { return AuditChain.start }
            guard !isWhole, window < tailLimit else { throw .damaged(file.path) }
            window *= 2
        }
    }

    private func locked<Value: Sendable>(
        _ body: (inout State) throws(ObservabilityError) -> Value
    ) throws(ObservabilityError) -> Value {
        try state.withLock { state throws(ObservabilityError) in try body(&state) }
    }
}
