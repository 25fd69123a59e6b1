import Foundation
import Subprocess
import SystemPackage

/// Runs a program to its end, or ends it.
enum Shell {
    /// Bytes of output that are kept of a program; more is an error.
    private static let limit = 16 << 20

    /// - Parameters:
    ///   - program: a path, or a name to look for on the `PATH`.
    ///   - directory: where it works; the test's own folder when there is none.
    ///   - deadline: how long it may take. Then it is killed and what it said so far is thrown, so that one program that
    ///     hangs is one test that fails.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: String = "",
        directory: String? = nil, deadline: Duration = .seconds(120)
    ) async throws -> Finished {
        // Files, not pipes: a pipe ends only when everything that was started on the way has let go of it.
        let output = try OutputFile()
        let errors = try OutputFile()
        let status = try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                try await spawn(
                    program, arguments, environment, input, directory, output: output, errors: errors)
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        let said = Finished(status: status ?? -1, output: try output.text(limit), errors: try errors.text(limit))
        guard status != nil else {
            let name = ([program] + arguments).joined(separator: " ")
            throw DidNotHappen(what: "\(name) did not end within \(deadline): \(said)")
        }
        return said
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String], _ input: String,
        _ directory: String?, output: OutputFile, errors: OutputFile
    ) async throws -> Int32 {
        let environment = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: environment)),
            workingDirectory: directory.map { FilePath($0) },
            input: .string(input),
            output: .fileDescriptor(output.descriptor, closeAfterSpawningProcess: false),
            error: .fileDescriptor(errors.descriptor, closeAfterSpawningProcess: false))
        return switch result.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
