package import KatoModel
import StrictJSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log of what the program does: one JSON object a line, rotated by size.
///
/// A line that cannot be written is dropped and counted; logging never stops the program.
package final class OperationalLog: Sendable {
    /// Version of the line's shape.
    package static let schemaVersion: Int64 = 1
    /// Bytes at which a file is full, 8 MiB: about a month of normal work.
    package static let defaultRotationSize: Int64 = 8 << 20
    /// How many full files stay beside the current one, as `….1` (newest) to `….3`.
    package static let keptFiles = 3

    private struct State: ~Copyable {
        var file: AppendFile
        var dropped = 0
    }

    private let state: Mutex<State>
    private let rotationSize: Int64

    package convenience init(path: String, rotationSize: Int64 = OperationalLog.defaultRotationSize) {
        self.init(file: AppendFile(path: path), rotationSize: rotationSize)
    }

    init(file: consuming AppendFile, rotationSize: Int64) {
        state = Mutex(State(file: file))
        self.rotationSize = rotationSize
    }

    /// How many lines could not be written since the start.
    package var droppedCount: Int {
        state.withLock { $0.dropped }
    }

    /// Writes a line, or counts it as dropped.
    package func write(time: Timestamp, level: EventLevel, event: String, fields: [(String, FieldValue)]) {
        var members: [JSONObject.Member] = [
            .init(key: "schemaVersion", value: .int(Self.schemaVersion)),
            .init(key: "time", value: .string(time.description)),
            .init(key: "level", value: .string(level.rawValue)),
            .init(key: "event", value: .string(event)),
        ]
        if !fields.isEmpty {
            let inner = fields.map { JSONObject.Member(key: $0.0, value: $0.1.json) }
            members.append(.init(key: "fields", value: .object(JSONObject(members: inner))))
        }
        let line = JSONValue.object(JSONObject(members: members)).encoded(.ascii)
        state.withLock { state in
            do throws(ObservabilityError) {
                try Self.append(line, to: &state.file, rotationSize: rotationSize)
            } catch {
                state.dropped += 1
            }
        }
    }

    private static func append(
        _ line: [UInt8], to file: inout AppendFile, rotationSize: Int64
    ) throws(ObservabilityError) {
        try file.prepare()
        if file.size > 0, file.size + Int64(line.count) + 1 > rotationSize {
            for number in (1..<keptFiles).reversed() {
                rename("\(file.path).\(number)", "\(file.path).\(number + 1)")
            }
            rename(file.path, "\(file.path).1")
            file.release()
        }
        try file.append(line: line)
    }
}
