import FileAccess
import KatoModel
import KatoObservability
import StrictJSON

/// Checks the audit log for whoever runs `kato audit verify`.
struct AuditCheck: Sendable {
    /// What was found, to be printed, and whether all is well.
    let text: String
    let isIntact: Bool

    /// - Parameters:
    ///   - files: oldest first; empty for all of the log.
    ///   - log: the log in use.
    init(files: [String], of log: AuditFiles, json: Bool) throws {
        let names = files.isEmpty ? log.all : files
        guard !names.isEmpty else {
            throw DaemonError(
                .stateUnwritable, "There is no audit log \(log.current) yet.", hint: "Start kato with kato start.")
        }
        let contents = try names.map { (name: $0, bytes: try Self.read($0)) }
        let expected = files.isEmpty ? AuditLog.lastLine(of: log) : nil
        let found = AuditVerifier.verify(contents, expected: expected)
        isIntact = found.flaw == nil
        text = json ? Self.json(found, names) : Self.words(found, names)
    }

    private static func words(_ found: AuditVerifier, _ names: [String]) -> String {
        if let flaw = found.flaw { return flaw.text + "\n" }
        let torn = found.tornLines == 0 ? "" : " \(found.tornLines) more were cut short by a crash."
        let (lines, files) = (found.lines == 1 ? "line" : "lines", names.count == 1 ? "file" : "files")
        return "\(found.lines) \(lines) in \(names.count) \(files) follow each other unchanged.\(torn)\nlast \(found.head)\n"
    }

    private static func json(_ found: AuditVerifier, _ names: [String]) -> String {
        let flaw: JSONValue =
            found.flaw.map {
                ["file": .string($0.file), "line": .int(Int64($0.line)), "message": .string($0.message)]
            } ?? .null
        let value: JSONValue = [
            "intact": .bool(found.flaw == nil), "files": .array(names.map(JSONValue.string)),
            "lines": .int(Int64(found.lines)), "tornLines": .int(Int64(found.tornLines)),
            "last": .string(found.head), "flaw": flaw,
        ]
        return value.text() + "\n"
    }

    private static func read(_ path: String) throws -> [UInt8] {
        do throws(FileAccessError) {
            let file = try LocalFileSystem().open(path)
            return try file.read(at: 0, count: Int(clamping: try file.status().size))
        } catch {
            throw DaemonError(
                .stateUnwritable, "The file \(path) cannot be read: \(error.reason).",
                hint: "Name files of an audit log, oldest first.", cause: error)
        }
    }
}
