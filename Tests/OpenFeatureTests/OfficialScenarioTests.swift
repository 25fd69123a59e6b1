import Foundation
import OpenFeature
import Testing

/// Feature files: the project's own always, the official suite where a copy of it is at hand.
///
/// `KATO_OPENFEATURE_GHERKIN` names the folder with the official files; without it, `openfeature-gherkin` beside the
/// repository or in a folder `shared` beside it.
@Suite struct OfficialScenarioTests {
    private static let here = URL(filePath: #filePath).deletingLastPathComponent()

    private static let official: URL? = {
        let repository = here.deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [
            ProcessInfo.processInfo.environment["KATO_OPENFEATURE_GHERKIN"].map { URL(filePath: $0) },
            repository.deletingLastPathComponent().appending(path: "openfeature-gherkin"),
            repository.deletingLastPathComponent().appending(path: "shared/openfeature-gherkin"),
        ]
        return candidates.compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0.appending(path: "evaluation.feature").path)
        }
    }()

    @Test func `the project's own scenarios hold`() async throws {
        let count = try await run(Self.here.appending(path: "Scenarios"))
        #expect(count >= 20)
        print("OpenFeature: \(count) scenarios of the project's own")
    }

    @Test(
        .enabled(if: official != nil, "The official feature files are not here; name them by KATO_OPENFEATURE_GHERKIN.")
    )
    func `the official scenarios hold`() async throws {
        let count = try await run(try #require(Self.official))
        #expect(count >= 132)
        print("OpenFeature: \(count) scenarios of the official suite")
    }

    /// Runs every case below a folder with its flags.
    private func run(_ folder: URL) async throws -> Int {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "test-flags.json")))
        var flags = try FlagDocument.parse(bytes)
        // The official flags lack the one that their oldest scenario asks for.
        flags["context-aware"] = try Self.contextAware()
        var count = 0
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names where name.hasSuffix(".feature") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for test in GherkinFeature(file: name, text: text).cases {
                try await run(test, flags)
                count += 1
            }
        }
        return count
    }

    private func run(_ test: GherkinFeature.Case, _ flags: [String: InMemoryFlag]) async throws {
        let world = ScenarioWorld(flags: flags, tags: test.tags)
        for step in test.steps {
            let isKnown = try await withKnownStep(test, step) { try await ScenarioSteps.run(step, in: world) }
            #expect(isKnown, "\(test): \(step.text)")
        }
        #expect(!test.steps.isEmpty)
    }

    private func withKnownStep(
        _ test: GherkinFeature.Case, _ step: GherkinFeature.Step, _ work: () async throws -> Bool
    ) async throws -> Bool {
        do {
            return try await work()
        } catch {
            Issue.record("\(test): \(step.text): \(error)")
            return true
        }
    }

    private static func contextAware() throws -> InMemoryFlag {
        let inside = try FlagExpression(
            "fn == 'Sulisław' && ln == 'Świętopełk' && age == 29 && customer == 'false' ? 'internal' : ''")
        return InMemoryFlag(
            variants: ["internal": .string("INTERNAL"), "external": .string("EXTERNAL")], defaultVariant: "external"
        ) { context in
            guard case .string(let variant) = inside.evaluate(context), !variant.isEmpty else { return nil }
            return variant
        }
    }
}
