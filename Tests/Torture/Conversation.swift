import Foundation
import KatoTestSupport
import StrictJSON
import Synchronization

/// An agent's conversation, written as Claude Code writes it: one record a line, each naming the one before.
final class Conversation: Sendable {
    let name: String
    let recording: String
    private let file: String
    private let project: String
    private let id = UUID().uuidString.lowercased()
    private let sizes: [Int]

    private struct State {
        var messages: [Message] = []
        var previous: String?
    }

    private let state = Mutex(State())

    /// - Parameter sizes: how many lines a message may have.
    init(_ name: String, in home: Home, sizes: [Int]) {
        self.name = name
        self.sizes = sizes
        recording = home.recordings + "/\(name).md"
        project = home.project
        file = home.logs + "/\(id).jsonl"
    }

    var messages: [Message] { state.withLock { $0.messages } }

    /// Bytes the agent has written.
    var size: Int { (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0 }

    /// Asks for the recording.
    func capture() throws {
        try append(user: true, "::capture \(recording)\n", body: 1) { _ in }
    }

    /// Asks for the recording to go on in the same file.
    func record() throws {
        try append(user: true, "::init \(recording)\n::record\n", body: 1) { _ in }
    }

    /// One more message; now and then its line is written in two pieces.
    func say(_ random: inout SeededGenerator) throws {
        let tears = random.below(5) == 0
        let pause = UInt32(random.below(5000))
        let share = random.below(1000)
        try append(user: random.below(3) == 0, "", body: random.pick(sizes)) { line in
            guard tears else { return }
            let cut = 1 + share * (line.count - 2) / 1000
            try write(line[..<cut])
            usleep(pause)
            line = line[cut...]
        }
    }

    private func append(user: Bool, _ prefix: String, body: Int, _ firstPart: (inout ArraySlice<UInt8>) throws -> Void)
        throws
    {
        let message = state.withLock { Message(conversation: name, number: $0.messages.count, body: body) }
        var line = Array((record(user: user, prefix + message.text) + "\n").utf8)[...]
        // Counted before it is written: what stands in the log is due.
        state.withLock { $0.messages.append(message) }
        try firstPart(&line)
        try write(line)
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws {
        let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw TortureError("cannot write \(file)") }
        defer { close(descriptor) }
        let bytes = Array(bytes)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw TortureError("cannot write \(file)")
        }
    }

    private func record(user: Bool, _ text: String) -> String {
        let uuid = UUID().uuidString.lowercased()
        let previous = state.withLock { state in
            defer { state.previous = uuid }
            return state.previous
        }
        let message: JSONValue =
            user
            ? .object(["role": "user", "content": .string(text)])
            : .object([
                "model": "claude-opus-4-5", "id": .string("msg_" + uuid), "type": "message", "role": "assistant",
                "content": .array([.object(["type": "text", "text": .string(text)])]), "stop_reason": "end_turn",
            ])
        return JSONValue.object([
            "parentUuid": previous.map { .string($0) } ?? .null, "isSidechain": false, "userType": "external",
            "cwd": .string(project), "sessionId": .string(id), "version": "2.1.0", "gitBranch": "main",
            "type": user ? "user" : "assistant", "message": message, "uuid": .string(uuid),
            "timestamp": .string(Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
        ]).text()
    }
}
