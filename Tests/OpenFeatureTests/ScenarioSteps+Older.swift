import OpenFeature
import Testing

/// The sentences of the suite's first edition.
extension ScenarioSteps {
    static let older: [(String, Action)] = [
        (
            #"an? (\w+) flag with key "(.*)" is evaluated (?:with details and|with) default value "?([^"]*)"?"#,
            { world, words, _ in ask(world, words[1], type(words[0]), words[2]) }
        ),
        (
            #"an object flag with key "(.*)" is evaluated (?:with details and|with) a null default value"#,
            { world, words, _ in ask(world, words[0], .object, "null") }
        ),
        (
            #"the resolved (\w+) (?:details )?value should be "?([^",]*)"?(?:, the variant should be "(.*)", and the reason should be "(.*)")?"#,
            { world, words, _ in
                #expect(world.details?.value == ScenarioWorld.value(words[1], type(words[0])))
                if !words[2].isEmpty { #expect(world.details?.variant == words[2]) }
                if !words[3].isEmpty { #expect(world.details?.reason?.rawValue == words[3]) }
            }
        ),
        (
            #"the resolved object (?:details )?value should be contain fields "(.*)", "(.*)", and "(.*)", with values "(.*)", "(.*)" and (\d+), respectively"#,
            { world, words, _ in
                #expect(
                    world.details?.value
                        == .structure([
                            words[0]: .boolean(words[3] == "true"), words[1]: .string(words[4]),
                            words[2]: .integer(Int64(words[5]) ?? -1),
                        ]))
            }
        ),
        (
            #"the variant should be "(.*)", and the reason should be "(.*)""#,
            { world, words, _ in
                #expect(world.details?.variant == words[0] && world.details?.reason?.rawValue == words[1])
            }
        ),
        (
            #"context contains keys "(.*)", "(.*)", "(.*)", "(.*)" with values "(.*)", "(.*)", (\d+), "(.*)""#,
            { world, words, _ in
                world.context.attributes = [
                    words[0]: .string(words[4]), words[1]: .string(words[5]),
                    words[2]: .integer(Int64(words[6]) ?? -1), words[3]: .string(words[7]),
                ]
            }
        ),
        (
            #"a flag with key "(.*)" is evaluated with default value "(.*)""#,
            { world, words, _ in ask(world, words[0], .string, words[1]) }
        ),
        (
            #"the resolved string response should be "(.*)""#,
            { world, words, _ in #expect(world.details?.value == .string(words[0])) }
        ),
        (
            #"the resolved flag value is "(.*)" when the context is empty"#,
            { world, words, _ in
                world.evaluate(with: EvaluationContext())
                #expect(world.details?.value == .string(words[0]))
            }
        ),
        (
            #"a non-existent string flag with key "(.*)" is evaluated with details and a fallback value "(.*)""#,
            { world, words, _ in ask(world, words[0], .string, words[1]) }
        ),
        (
            #"a string flag with key "(.*)" is evaluated as an integer, with details and a fallback value (\d+)"#,
            { world, words, _ in ask(world, words[0], .integer, words[1]) }
        ),
        (
            #"the default (?:string|integer) value should be returned"#,
            { world, _, _ in #expect(world.details?.value == world.flag.fallback) }
        ),
        (
            #"the reason should indicate an error and the error code should indicate a .* with "(.*)""#,
            { world, words, _ in
                #expect(world.details?.reason == .error && world.details?.errorCode?.rawValue == words[0])
            }
        ),
    ]

    private static func ask(_ world: ScenarioWorld, _ key: String, _ type: FlagType, _ fallback: String) {
        world.flag = .init(type: type, key: key, fallback: ScenarioWorld.value(fallback, type))
        world.evaluate()
    }
}
