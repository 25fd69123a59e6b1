import OpenFeature
import Testing

extension ScenarioSteps {
    static let hooks: [(String, Action)] = [
        (#"a client with added hook"#, { world, _, _ in world.client.addHooks([DiaryHook("hook", world.diary)]) }),
        (
            #"the "(\w+)" hook should have been executed"#,
            { world, words, _ in #expect(world.diary.lines.contains("\(words[0]) hook")) }
        ),
        (
            #"the "(.*)" hooks should be called with evaluation details"#,
            { world, words, table in
                for stage in words[0].split(separator: ", ") {
                    let details = try #require(world.diary.details(of: "\(stage) hook"))
                    for row in table.dropFirst() { check(row, details) }
                }
            }
        ),
        (
            #"evaluation options containing specific hooks"#,
            { world, _, _ in
                world.options.hooks = [DiaryHook("first", world.diary), DiaryHook("second", world.diary)]
            }
        ),
        (
            #"the specified hooks should execute during evaluation"#,
            { world, _, _ in #expect(world.diary.lines.contains("finally first")) }
        ),
        (
            #"the hook order should be maintained"#,
            { world, _, _ in
                #expect(
                    world.diary.lines == [
                        "before first", "before second", "after second", "after first", "finally second",
                        "finally first",
                    ])
            }
        ),
    ]

    private static func check(_ row: [String], _ details: EvaluationDetails<FlagValue>) {
        let expected: String? = row[2] == "null" ? nil : row[2]
        switch row[1] {
        case "flag_key": #expect(details.flagKey == expected)
        case "value": #expect(details.value == ScenarioWorld.value(row[2], type(row[0])))
        case "variant": #expect(details.variant == expected)
        case "reason": #expect(details.reason?.rawValue == expected)
        case "error_code": #expect(details.errorCode?.rawValue == expected)
        default: Issue.record("There is no detail \(row[1]).")
        }
    }
}
