import Foundation
import KatoTestSupport
import Testing

/// `KATO_SIM_SEED` names the first seed, and is the only one unless `KATO_SIM_SEEDS` says how many are run.
@Suite struct SimulatorTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let named = environment["KATO_SIM_SEED"].flatMap { UInt64($0) }
    private static let count = environment["KATO_SIM_SEEDS"].flatMap { UInt64($0) } ?? (named == nil ? 300 : 1)

    @Test func `whatever fails and whoever saves, the guarantees hold`() async throws {
        let first = Self.named ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("simulator: \(Self.count) seeds from \(first)")
        for seed in first..<(first + Self.count) { try await check(seed) }
    }

    private func check(_ seed: UInt64) async throws {
        var simulation = try Simulation(seed: seed)
        let violations = try await simulation.run()
        #expect(violations.isEmpty, "again with KATO_SIM_SEED=\(seed)")
        if !violations.isEmpty { print(simulation.story.joined(separator: "\n")) }
    }
}
