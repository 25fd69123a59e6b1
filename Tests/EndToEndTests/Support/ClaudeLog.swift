import Foundation
import KatoTestSupport
import StrictJSON

/// Writes a conversation as Claude Code does: one record a line, each naming the one before.
final class ClaudeLog {
    let id = UUID().uuidString.lowercased()
    private let home: KatoHome
    private var previous: String?
    /// Of the records; the present unless a test plays history.
    var time: Date?

    init(home: KatoHome) {
        self.home = home
    }

    var file: String { "claude/projects/-work/\(id).jsonl" }

    func user(_ text: String) throws {
        try append(userLine(text) + "\n")
    }

    func assistant(_ text: String) throws {
        let message: JSONValue = .object([
            "model": "claude-opus-4-5", "id": .string("msg_" + UUID().uuidString), "type": "message",
            "role": "assistant", "content": .array([.object(["type": "text", "text": .string(text)])]),
            "stop_reason": "end_turn", "usage": .object(["input_tokens": 3, "output_tokens": 5]),
        ])
        try append(line("assistant", message) + "\n")
    }

    /// The user's line without its newline, for a test that writes it in pieces.
    func userLine(_ text: String) -> String {
        line("user", .object(["role": "user", "content": .string(text)]))
    }

    func append(_ text: String) throws {
        try home.folder.append(text, to: prepared())
    }

    func append(_ bytes: [UInt8]) throws {
        try home.folder.append(bytes, to: prepared())
    }

    private func prepared() throws -> String {
        try home.folder.makeFolder("claude/projects/-work")
        return file
    }

    private func line(_ type: String, _ message: JSONValue) -> String {
        let uuid = UUID().uuidString.lowercased()
        defer { previous = uuid }
        let record: JSONValue = .object([
            "parentUuid": previous.map { .string($0) } ?? .null, "isSidechain": false, "userType": "external",
            "cwd": .string(home.project), "sessionId": .string(id), "version": "2.1.0", "gitBranch": "main",
            "type": .string(type), "message": message, "uuid": .string(uuid),
            "timestamp": .string((time ?? Date()).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
        ])
        return record.text()
    }
}
