import Foundation
import Testing

extension EndToEnd {
    /// `make crash` in short.
    @Suite struct TortureTests {
        private static let hasStrace = ["/usr/bin/strace", "/usr/local/bin/strace"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }

        private static func torture(_ arguments: String...) async throws -> Finished {
            try await Shell.run(
                Programs.folder + "/kato-torture", arguments, environment: ProcessInfo.processInfo.environment,
                deadline: .seconds(480))
        }

        @Test func `killed at any moment and saved over, a recording has every line exactly once`() async throws {
            let result = try await Self.torture("kills", "--kills", "50")
            #expect(result.status == 0, "\(result)")
        }

        @Test func `of two daemons started at once exactly one wins`() async throws {
            let result = try await Self.torture("twins", "--starts", "10")
            #expect(result.status == 0, "\(result)")
        }

        @Test func `a state from a backup, or none, repeats and loses nothing`() async throws {
            let result = try await Self.torture("restore")
            #expect(result.status == 0, "\(result)")
        }

        @Test(.enabled(if: hasStrace, "strace is not installed: scripts/bootstrap.sh tests"))
        func `whatever a power cut leaves of a batch, the recording is whole`() async throws {
            let result = try await Self.torture("power-cut", "--states", "40")
            #expect(result.status == 0, "\(result)")
        }
    }
}
