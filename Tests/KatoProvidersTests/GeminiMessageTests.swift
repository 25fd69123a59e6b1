import KatoModel
import KatoProviders
import StrictJSON
import Testing

@Suite struct GeminiMessageTests {
    @Test(arguments: [
        (#""content":"hello""#, ["user.message!: hello"]),
        (#""content":[{"text":"one"},{"text":"two"}]"#, ["user.message!: one\n\ntwo"]),
        (#""content":{"parts":[{"text":"deep"}]}"#, ["user.message!: deep"]),
        (#""content":"sent","displayContent":"shown""#, ["user.message!: shown"]),
        (#""content":"","displayContent":"shown""#, ["user.message!: shown"]),
        (#""content":"sent","displayContent":"""#, ["user.message!: sent"]),
        (#""content":"::record a.md\nsent","displayContent":"shown""#, ["user.message!: ::record a.md\nshown"]),
        (#""content":"::record\nshown","displayContent":"::record\nshown""#, ["user.message!: ::record\nshown"]),
        (
            #""content":[{"text":"look at @a"},{"text":"--- Content from referenced files ---"},{"text":"::record"}]"#,
            [
                "user.message!: look at @a",
                "system.message: --- Content from referenced files ---\n\n::record",
            ]
        ),
        (
            #""content":"@a\n--- Content from referenced files ---\n::record","displayContent":"@a""#,
            ["user.message!: @a", "system.message: --- Content from referenced files ---\n::record"]
        ),
        (
            #""content":[{"inlineData":{"mimeType":"image/png","data":"AAAAAAAA"}}]"#,
            ["user.message!: [file: image/png, 1 KB]"]
        ),
        (#""content":[{"fileData":{"fileUri":"gs://x"}}]"#, ["user.message!: [file: gs://x]"]),
        (#""content":"  \n""#, ["raw no-content"]),
        (#""content":null"#, ["raw no-content"]),
        (#""content":7"#, ["raw no-content"]),
    ])
    func `what the user typed is told from what was sent`(fields: String, drafts: [String]) {
        #expect(GeminiRecords.brief("user", fields) == drafts)
    }

    @Test(arguments: [
        (#""content":"full","displayContent":"cut""#, ["assistant.message: full"]),
        (#""content":"","displayContent":"cut""#, ["assistant.message: cut"]),
        (#""content":[{"text":"a"},{"text":"b"}]"#, ["assistant.message: a\n\nb"]),
        (
            #""content":"a","thoughts":[{"subject":"S","description":"D"},{"subject":"S"},{"description":"D"},{"text":"T"},{}]"#,
            [
                "assistant.message: a", "assistant.thinking: **S**\n\nD", "assistant.thinking: **S**",
                "assistant.thinking: D", "assistant.thinking: T",
            ]
        ),
        (#""content":"""#, ["raw no-content"]),
    ])
    func `an answer is its text and then its thoughts`(fields: String, drafts: [String]) {
        #expect(GeminiRecords.brief("gemini", fields) == drafts)
    }

    @Test(arguments: [
        (#""name":"read_file","args":{"file_path":"a.py"},"status":"executing""#, ["call read_file: a.py"]),
        (#""name":"read_file","args":{},"status":"awaiting_approval","result":null"#, ["call read_file: -"]),
        (
            #""name":"run_shell_command","args":{"command":"ls","description":"List"},"status":"success","resultDisplay":"a""#,
            ["call run_shell_command: ls", "result: a"]
        ),
        (
            #""name":"x","args":{"n":1,"z":"first text"},"description":"two\nlines","status":"success","result":"r""#,
            ["call x: first text", "result: r"]
        ),
        (
            #""name":"x","description":"what","status":"error","result":[{"functionResponse":{"response":{"error":"no"}}}]"#,
            ["call x: what", "failed: no"]
        ),
        (#""name":"x","status":"cancelled""#, ["call x: -", "failed: cancelled"]),
        (#""name":"x","result":{"deep":[1]}"#, ["call x: -", #"result: {"deep":[1]}"#]),
        (#""name":"x","status":"success","result":[]"#, ["call x: -", "result: "]),
        (
            #""name":"x","status":"success","resultDisplay":{"fileDiff":"-a\n+b"},"result":"other""#,
            ["call x: -", "result: -a\n+b"]
        ),
        (
            #""name":"x","status":"success","resultDisplay":{"todos":[]},"result":null"#,
            ["call x: -", #"result: {"todos":[]}"#]
        ),
    ])
    func `a tool call has a result once it has ended`(call: String, drafts: [String]) {
        #expect(GeminiRecords.brief("gemini", #""content":"","toolCalls":[{"id":"c",\#(call)}]"#) == drafts)
    }

    @Test(arguments: ["info", "error", "warning"])
    func `notices are kept as facts`(type: String) {
        #expect(GeminiRecords.brief(type, #""content":[{"text":"t"}]"#) == ["info \(type): t"])
    }

    @Test func `every version of a message gives its parts the same names`() {
        let versions = [
            #""content":"a","model":"m""#,
            #""content":"a","model":"m","tokens":{"input":1},"toolCalls":[{"id":"c","name":"x","status":"executing"}]"#,
            #""content":"a","model":"m","toolCalls":[{"id":"c","name":"x","status":"success","result":"r"}],"thoughts":[{"subject":"S"}]"#,
        ].map { GeminiRecords.message("gemini", $0) }
        #expect(
            versions.map { $0.drafts.map(\.name) } == [
                ["m1/text"], ["m1/text", "m1/call/c"], ["m1/text", "m1/thought/0", "m1/call/c", "m1/result/c"],
            ])
        #expect(versions.allSatisfy { $0.nativeID == "m1" && $0.facts?.models == ["m"] })
        #expect(versions[0].drafts[0].time == Timestamp("2026-05-20T17:03:25.018Z"))
        #expect(versions[0].drafts[0].model == "m")
    }

    @Test func `a message without an id is known by its type and time`() {
        let record = GeminiRecords.decode(#"{"type":"user","timestamp":"2026-05-20T17:03:25.018Z","content":"x"}"#)
        #expect(record.nativeID == "user@2026-05-20T17:03:25.018Z")
        #expect(record.drafts.map(\.name) == ["user@2026-05-20T17:03:25.018Z/text"])
        #expect(GeminiRecords.decode(#"{"type":"user","content":"x"}"#).nativeID == nil)
    }

    @Test(arguments: [
        ("", "raw blank"), ("[1]", "raw not-an-object"), ("{}", "raw unexpected-shape:type"),
        (#"{"type":"hologram","id":"x"}"#, "raw unknown-type:hologram"), (#"{"$set":1}"#, "raw unexpected-shape:$set"),
        (#"{"a""#, "raw invalid-json:truncated@4"), (#"{"type":"user","content":"\ud800"}"#, "raw lone-surrogate"),
    ])
    func `what is not understood is kept raw`(record: String, draft: String) {
        #expect(GeminiRecords.decode(record).drafts.map(DraftText.brief) == [draft])
    }

    @Test func `invalid UTF-8 is kept raw`() {
        #expect(GeminiRecords.decode([0x7B, 0xFF, 0x7D]).drafts.map(DraftText.brief) == ["raw invalid-utf8"])
    }
}
