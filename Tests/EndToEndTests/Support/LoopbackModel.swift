import Foundation
import KatoTestSupport
import StrictJSON
import Testing

/// `scripts/mock-model.py` as a process of its own: what a model would be to an agent. Ends with the last reference.
final class LoopbackModel: Sendable {
    let port: String
    private let process: Process
    private let log: String

    init(_ home: KatoHome, answers: [String]) async throws {
        let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/mock-model.py")
        log = home.folder.file("model.jsonl")
        let portFile = home.folder.file("port")
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", scripts.path(percentEncoded: false), portFile, log] + answers
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        func readPort() -> String {
            ((try? String(contentsOfFile: portFile, encoding: .utf8)) ?? "").trimmingCharacters(in: .newlines)
        }
        try await eventually("the model listens") { !readPort().isEmpty }
        port = readPort()
    }

    deinit {
        // Test programs block the signal that asks politely, and hand that on.
        kill(process.processIdentifier, SIGKILL)
    }

    /// What it said, in order.
    func said() throws -> [String] {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
            .compactMap { try JSONValue.parse(String($0))["text"]?.stringValue }
    }
}
