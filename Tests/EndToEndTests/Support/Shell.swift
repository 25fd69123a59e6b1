import Foundation

/// Runs a program to its end.
enum Shell {
    /// - Parameter input: what it reads on standard input; nothing when it is nil.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: String? = nil,
        directory: String? = nil
    ) async throws -> Finished {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        // Files, not pipes: a daemon that outlives the program must not keep the test waiting.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "kato-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.standardOutput = try writable(scratch.appending(path: "out"))
        process.standardError = try writable(scratch.appending(path: "err"))
        try Data((input ?? "").utf8).write(to: scratch.appending(path: "in"))
        process.standardInput = try FileHandle(forReadingFrom: scratch.appending(path: "in"))
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in done.resume() }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        return Finished(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: scratch.appending(path: "out")), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: scratch.appending(path: "err")), as: UTF8.self))
    }

    private static func writable(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }
}
