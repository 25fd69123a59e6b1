import KatoModel
import KatoProviders
import StrictJSON
import Testing

@Suite struct ClaudeToolRecordTests {
    @Test(arguments: [
        (#""content":"plain""#, "plain", false),
        (#""content":"\u001b[32mok\u001b[0m ","is_error":false"#, "ok ", false),
        (#""content":"no","is_error":true"#, "no", true),
        (#""content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]"#, "a\nb", false),
        (#""content":["a",{"type":"tool_reference","tool_name":"Web"}]"#, "a\n[tool_reference: Web]", false),
        (
            #""content":[{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AAAA"}}]"#,
            "[image: image/jpeg, 1 KB]", false
        ),
        (#""content":[]"#, "", false),
        (#""content":null"#, "", false),
        (#""is_error":true"#, "", true),
    ])
    func `a result is one text`(fields: String, text: String, isError: Bool) {
        let record = ClaudeLines.user(#"[{"tool_use_id":"toolu_1","type":"tool_result",\#(fields)}]"#)
        #expect(record.drafts.map(\.kind) == [.toolResult])
        #expect(record.drafts.first?.content == .toolResult(callID: "toolu_1", text: text, isError: isError))
        #expect(record.drafts.first?.startsTurn == false)
        #expect(record.facts?.firstMessageTitle == nil)
    }

    @Test(arguments: [
        ("Bash", #"{"command":"ls","description":"List"}"#, "List"),
        ("Bash", #"{"command":"ls\n  -l"}"#, "ls   -l"),
        ("Bash", #"{"command":"\#(String(repeating: "x", count: 81))"}"#, String(repeating: "x", count: 80) + "…"),
        ("Bash", #"{"command":"\#(String(repeating: "x", count: 80))"}"#, String(repeating: "x", count: 80)),
        ("Read", #"{"file_path":"/a"}"#, "/a"), ("Edit", #"{"file_path":"/a"}"#, "/a"),
        ("Write", #"{"file_path":"/a","content":"c"}"#, "/a"), ("Grep", #"{"pattern":"p"}"#, "p"),
        ("Glob", #"{"pattern":"*"}"#, "*"), ("Task", #"{"description":"d"}"#, "d"),
        ("Agent", #"{"description":"d"}"#, "d"), ("Mystery", #"{"description":"d"}"#, nil),
        ("Bash", #"{"command":7}"#, nil), ("Bash", "[]", nil),
    ])
    func `a call has a line that says what it is about`(name: String, input: String, summary: String?) throws {
        let record = ClaudeLines.assistant(
            #"{"type":"tool_use","id":"toolu_1","name":"\#(name)","input":\#(input)}"#
        )
        let value = try JSONValue.parse(input)
        #expect(
            record.drafts.map(\.content) == [
                .toolCall(callID: "toolu_1", name: name, summary: summary, input: value)
            ]
        )
    }

    @Test func `a question comes with its options after the call`() throws {
        let questions = #"""
            {"questions":[{"question":"Who?","header":"Owner","multiSelect":true,
            "options":[{"label":"Ada","description":"D"},{"label":"Bob"},{"no":"label"}]},{"header":"empty"}]}
            """#
        let record = ClaudeLines.assistant(
            #"{"type":"tool_use","id":"toolu_1","name":"AskUserQuestion","input":\#(questions)}"#
        )
        #expect(record.drafts.map(\.kind) == [.toolCall, .decisionPrompt])
        #expect(
            record.drafts.last?.content
                == .question(
                    DecisionQuestion(
                        callID: "toolu_1",
                        header: "Owner",
                        question: "Who?",
                        options: [
                            DecisionOption(label: "Ada", explanation: "D"),
                            DecisionOption(label: "Bob", explanation: nil),
                        ],
                        multiSelect: true
                    )
                )
        )
    }

    @Test func `answers follow the result in the order of the questions`() {
        let record = ClaudeLines.user(
            #"[{"type":"tool_result","tool_use_id":"t","content":"answered"}]"#,
            #""toolUseResult":{"questions":[{"question":"A?","header":"a"},{"question":"B?"},{"question":"C?"}],"#
                + #""answers":{"B?":["x","y"],"A?":"z","D?":{"k":1}}}"#
        )
        #expect(
            record.drafts.map(ClaudeLines.brief) == [
                "result: answered", "answer: a/A? z", "answer: -/B? x, y", #"answer: -/D? {"k":1}"#,
            ]
        )
        #expect(record.drafts.dropFirst().allSatisfy { $0.kind == .userDecision })
    }

    @Test(arguments: [#""Error: no""#, "null", "[]", #"{"answers":null}"#, #"{"answers":"x"}"#, #"{"stdout":""}"#])
    func `a structured result without answers adds nothing`(result: String) {
        let record = ClaudeLines.user(
            #"[{"type":"tool_result","tool_use_id":"t","content":"r"}]"#,
            #""toolUseResult":\#(result)"#
        )
        #expect(record.drafts.map(ClaudeLines.brief) == ["result: r"])
    }
}
