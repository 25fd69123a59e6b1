import Testing

@testable import Sandbox

/// What a kernel that lacks something leaves in force, and that it is said.
@Suite struct SandboxDegradeTests {
    /// A kernel of any age.
    private struct OtherKernel: SandboxKernel {
        var abi: Int32
        var hasFilter = true
        var threads = 1

        func landlockABI() -> Int32 { abi }
        func restrictFiles(
            _ rules: [(path: String, rights: FileRights)], handled: FileRights, network: UInt64, ports: [UInt16],
            scopes: UInt64
        ) -> Bool {
            // An older kernel refuses what it does not know.
            handled.isSubset(of: .known(abi: abi)) && (network == 0 || abi >= 4) && (scopes == 0 || abi >= 6)
        }
        func forbidNewPrivileges() -> Bool { true }
        func filterSystemCalls(allowsNetwork: Bool) -> Bool { hasFilter }
        func threadCount() -> Int { threads }
    }

    private static let policy = SandboxPolicy(readable: ["/usr"], writable: ["/w"])

    @Test(arguments: [Int32(1), 2, 3, 4, 5, 6, 7, 8, 99])
    func `each generation of Landlock gets what it knows`(abi: Int32) {
        let report = Sandbox.apply(Self.policy, kernel: OtherKernel(abi: abi))
        #expect(report.files && report.landlock == abi)
        #expect(report.truncation == (abi >= 3))
        #expect(report.network == (abi >= 4))
        #expect(report.scopes == (abi >= 6))
        #expect(report.isComplete == (abi >= 3))
        #expect(report.problems.isEmpty == report.isComplete)
    }

    /// As linux/landlock.h has them, by the release that brought them.
    @Test(arguments: [
        (Int32(-1), 0), (0, 0), (1, 13), (2, 14), (3, 15), (4, 15), (5, 16), (6, 16), (7, 16), (99, 16),
    ])
    func `each generation can deny what it knows and what those before it knew`(abi: Int32, rights: Int) {
        #expect(FileRights.known(abi: abi).rawValue == (1 << UInt64(rights)) - 1)
    }

    @Test func `without Landlock the filter still holds, and it is said`() {
        let report = Sandbox.apply(Self.policy, kernel: OtherKernel(abi: -1))
        #expect(!report.files && report.systemCalls && !report.isComplete)
        #expect(report.problems.count == 1)
    }

    @Test func `without a filter the rest holds, and it is said`() {
        let report = Sandbox.apply(Self.policy, kernel: OtherKernel(abi: 7, hasFilter: false))
        #expect(report.files && !report.systemCalls && !report.isComplete)
        #expect(report.problems.contains { $0.hasPrefix("seccomp") })
    }

    @Test func `with a second thread nothing is restricted, because it would hold for one of them only`() {
        let report = Sandbox.apply(Self.policy, kernel: OtherKernel(abi: 7, threads: 2))
        #expect(!report.files && !report.systemCalls && !report.isComplete)
        #expect(report.problems.contains { $0.contains("2 threads") })
    }
}
