import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeSideRecordTests {
    @Test(arguments: [
        (#""subtype":"turn_duration","durationMs":5"#, "info turn_duration: -"),
        (
            #""subtype":"compact_boundary","content":"Conversation compacted""#,
            "info compact_boundary: Conversation compacted"
        ),
        (#""subtype":"session_start","content":null"#, "info session_start: -"),
        (#""subtype":"api_error","error":{"message":"m","formatted":"f"}"#, "info api_error: f"),
        (#""subtype":"api_error","error":"e""#, "info api_error: e"),
        (#""content":"text""#, "info system: text"),
        (#""subtype":"local_command","content":"<command-name>/mcp</command-name>""#, "user.command: /mcp"),
        (
            #""subtype":"local_command","content":"<local-command-stdout>x</local-command-stdout>""#,
            "info local-command-output: x"
        ),
        (#""subtype":"local_command","content":"other""#, "info local_command: other"),
    ])
    func `a system record is a fact under its subtype`(fields: String, draft: String) {
        let record = ClaudeLines.decode(ClaudeLines.record("system", fields))
        #expect(record.drafts.map(ClaudeLines.brief) == [draft])
        #expect(record.nativeID == "u1")
    }

    @Test(arguments: [
        (#"{"type":"queued_command","prompt":"use oak","commandMode":"prompt"}"#, "user.message!: use oak"),
        (#"{"type":"queued_command","prompt":"use oak"}"#, "user.message!: use oak"),
        (
            #"{"type":"queued_command","prompt":[{"type":"text","text":"a"},{"type":"image"}]}"#,
            "user.message!: a\n\n[image]"
        ),
        (
            #"{"type":"queued_command","prompt":"x","commandMode":"prompt","origin":{"kind":"human"}}"#,
            "user.message!: x"
        ),
        (#"{"type":"queued_command","prompt":"x","origin":{"kind":"task-notification"}}"#, "system.message: x"),
        (#"{"type":"queued_command","prompt":"x","commandMode":"task-notification"}"#, "system.message: x"),
        (#"{"type":"queued_command","prompt":"x","isMeta":true}"#, "system.message: x"),
        (#"{"type":"queued_command","prompt":"ls","commandMode":"bash"}"#, "user.command: ! ls"),
        (#"{"type":"queued_command","prompt":5}"#, "raw unexpected-shape:content"),
        (#"{"type":"queued_command"}"#, "raw no-content"),
        (#"{"type":"hook_success","content":"x"}"#, "raw attachment:hook_success"),
        ("{}", "raw unexpected-shape:attachment.type"),
        ("5", "raw unexpected-shape:attachment"),
    ])
    func `of attachments only a queued prompt is the user's`(attachment: String, draft: String) {
        let record = ClaudeLines.decode(ClaudeLines.record("attachment", #""attachment":\#(attachment)"#))
        #expect(record.drafts.map(ClaudeLines.brief) == [draft])
        #expect(record.nativeID == "u1")
    }

    @Test(arguments: [
        (#""operation":"enqueue","content":"use oak""#, "info queued: use oak"),
        (#""operation":"dequeue""#, "info queue-dequeue: -"),
        (#""operation":"remove""#, "info queue-remove: -"),
        (#""operation":"popAll","content":"use oak""#, "info queue-popAll: use oak"),
    ])
    func `waiting in the queue is not yet saying`(fields: String, draft: String) {
        let record = ClaudeLines.decode(
            #"{"type":"queue-operation","timestamp":"2026-02-10T09:15:02.123Z","sessionId":"s1",\#(fields)}"#
        )
        #expect(record.drafts.map(ClaudeLines.brief) == [draft])
        #expect(record.sessionID == "s1" && record.nativeID == nil)
        #expect(record.drafts.first?.time != nil)
    }

    @Test func `titles become facts`() {
        let custom = ClaudeLines.decode(#"{"type":"custom-title","customTitle":" Oak ","sessionId":"s1"}"#)
        #expect(custom.facts?.customTitle == " Oak")
        #expect(custom.drafts.map(ClaudeLines.brief) == ["info custom-title:  Oak "])
        let made = ClaudeLines.decode(#"{"type":"ai-title","sessionId":"s1","aiTitle":"Bridge"}"#)
        #expect(made.facts?.agentTitle == "Bridge")
        let empty = ClaudeLines.decode(#"{"type":"custom-title","customTitle":"","sessionId":"s1"}"#)
        #expect(empty.facts == nil && empty.drafts.count == 1)
    }

    @Test(arguments: [
        (#"{"type":"summary","summary":"Old work","leafUuid":"x"}"#, "info summary: Old work"),
        (#"{"type":"agent-name","agentName":"Oak","sessionId":"s1"}"#, "info agent-name: Oak"),
        (#"{"type":"tag","tag":"wood","sessionId":"s1"}"#, "info tag: wood"),
        (#"{"type":"pr-link","prNumber":7,"prUrl":"https://x.invalid/7"}"#, "info pr-link: https://x.invalid/7"),
        (
            #"{"type":"api-request-blob","message":{"role":"user","content":"twice"}}"#,
            "raw side-record:api-request-blob"
        ),
        (
            #"{"message":{"role":"user","content":"twice"},"type":"api-request-blob"}"#,
            "raw side-record:api-request-blob"
        ),
        (#"{"type":"file-history-snapshot","messageId":"m","snapshot":{}}"#, "raw side-record:file-history-snapshot"),
        (#"{"type":"progress","uuid":"u","data":{"message":{"content":"x"}}}"#, "raw side-record:progress"),
        (#"{"type":"mode","mode":"normal"}"#, "raw side-record:mode"),
        (#"{"type":"weather","sky":"blue"}"#, "raw unknown-type:weather"),
    ])
    func `every other record is kept under its type`(line: String, draft: String) {
        let record = ClaudeLines.decode(line)
        #expect(record.drafts.map(ClaudeLines.brief) == [draft])
        #expect(record.facts == nil)
    }
}
