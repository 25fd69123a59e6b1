import Foundation
import Testing

/// Writes out what was printed so far before and after each test, so that a run that is cut short says where it was.
struct ReportedAtOnce: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    @concurrent func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        fflush(nil)
        defer { fflush(nil) }
        try await function()
    }
}

extension Trait where Self == ReportedAtOnce {
    static var reportedAtOnce: Self { ReportedAtOnce() }
}
