import Subprocess
import SystemPackage

/// Runs a program to its end.
enum Shell {
    /// Bytes of output that are kept of a program; more is an error.
    private static let limit = 16 << 20

    /// - Parameter program: a path, or a name to look for on the `PATH`.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String], input: String = "",
        directory: String? = nil
    ) async throws -> Finished {
        let environment = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: environment)),
            workingDirectory: directory.map { FilePath($0) },
            input: .string(input), output: .string(limit: limit), error: .string(limit: limit))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Finished(status: status, output: result.standardOutput, errors: result.standardError)
    }
}
