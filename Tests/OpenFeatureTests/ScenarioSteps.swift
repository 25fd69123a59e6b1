import OpenFeature
import Synchronization
import Testing

/// What the sentences of feature files mean.
struct ScenarioSteps {
    typealias Action = @Sendable (ScenarioWorld, [String], [[String]]) async throws -> Void

    /// Runs a step; false when no sentence fits it.
    static func run(_ step: GherkinFeature.Step, in world: ScenarioWorld) async throws -> Bool {
        for (pattern, action) in evaluating + checking + contexts + hooks + older {
            guard let match = try Regex(pattern).wholeMatch(in: step.text) else { continue }
            let captures = match.output.dropFirst().map { $0.substring.map(String.init) ?? "" }
            try await action(world, captures, step.table)
            return true
        }
        return false
    }

    static func type(_ word: String) -> FlagType { FlagType(rawValue: word.lowercased()) ?? .object }

    // MARK: - Evaluating

    private static let evaluating: [(String, Action)] = [
        (#"an? (stable|not ready|error|fatal|stale) provider"#, { world, words, _ in await world.use(words[0]) }),
        (
            #"an? (\w+)-flag with key "(.*)" and a fallback value "(.*)""#,
            { world, words, _ in
                let type = type(words[0])
                world.flag = .init(type: type, key: words[1], fallback: ScenarioWorld.value(words[2], type))
            }
        ),
        (
            #"a context containing a key "(.*)", with type "(.*)" and with value "(.*)""#,
            { world, words, _ in
                world.context.attributes[words[0]] = ScenarioWorld.value(words[2], type(words[1]))
            }
        ),
        (
            #"a context containing a key "(.*)" with null value"#,
            { world, words, _ in world.context.attributes[words[0]] = .null }
        ),
        (#"the flag was evaluated with details(?: asynchronously)?"#, { world, _, _ in world.evaluate() }),
        (#"the flag was evaluated with details using the evaluation options"#, { world, _, _ in world.evaluate() }),
        (#"the evaluation should complete without blocking"#, { world, _, _ in #expect(world.details != nil) }),
    ]

    private static let checking: [(String, Action)] = [
        (
            #"the resolved details value should be "(.*)""#,
            { world, words, _ in
                #expect(world.details?.value == ScenarioWorld.value(words[0], world.flag.type))
            }
        ),
        (#"the reason should be "(.*)""#, { world, words, _ in #expect(world.details?.reason?.rawValue == words[0]) }),
        (
            #"the error-code should be "(.*)""#,
            { world, words, _ in #expect(world.details?.errorCode?.rawValue == words[0]) }
        ),
        (#"the variant should be "([^"]*)""#, { world, words, _ in #expect(world.details?.variant == words[0]) }),
        (#"the flag key should be "(.*)""#, { world, words, _ in #expect(world.details?.flagKey == words[0]) }),
        (
            #"the provider status should be "(.*)""#,
            { world, words, _ in #expect(world.client.providerStatus.rawValue == words[0]) }
        ),
        (#"the resolved metadata is empty"#, { world, _, _ in #expect(world.details?.flagMetadata.isEmpty == true) }),
        (
            #"the resolved metadata should contain"#,
            { world, _, table in
                for row in table.dropFirst() {
                    #expect(world.details?.flagMetadata[row[0]] == ScenarioWorld.value(row[2], type(row[1])))
                }
            }
        ),
    ]

    // MARK: - Contexts

    private static let contexts: [(String, Action)] = [
        (
            #"a stable provider with retrievable context is registered"#,
            { world, _, _ in try await world.api.setProviderAndWait(world.contextProvider) }
        ),
        (
            #"A context entry with key "(.*)" and value "(.*)" is added to the "(.*)" level"#,
            { world, words, _ in world.add(words[0], .string(words[1]), to: words[2]) }
        ),
        (#"A table with levels of increasing precedence"#, { world, _, table in world.levels = table.map { $0[0] } }),
        (
            #"Context entries for each level from API level down to the "(.*)" level, with key "(.*)" and value "(.*)""#,
            { world, words, _ in
                for level in world.levels.prefix(through: world.levels.firstIndex(of: words[0]) ?? 0) {
                    world.add(words[1], .string(level), to: level)
                }
            }
        ),
        (
            #"Some flag was evaluated"#,
            { world, _, _ in
                world.flag = .init(type: .boolean, key: "any", fallback: .boolean(true))
                world.evaluate()
            }
        ),
        (
            #"The merged context contains an entry with key "(.*)" and value "(.*)""#,
            { world, words, _ in
                #expect(world.contextProvider.seen.withLock { $0?[words[0]] } == .string(words[1]))
            }
        ),
        (
            #"an evaluation context with modifiable data"#,
            { world, _, _ in
                world.client.addHooks([
                    DiaryHook("changing", world.diary, adds: EvaluationContext(attributes: ["data": .string("new")]))
                ])
                world.context = EvaluationContext(attributes: ["data": .string("old")])
            }
        ),
        (
            #"the original evaluation context should remain unmodified"#,
            { world, _, _ in #expect(world.context.attributes == ["data": .string("old")]) }
        ),
        // Values cannot be changed behind anybody's back: that they are values is what is to be seen.
        (
            #"the evaluation details should be immutable"#,
            { world, _, _ in #expect(world.details.map { Mirror(reflecting: $0).displayStyle } == .struct) }
        ),
    ]
}
