import KatoModel
import KatoProviders
import Testing

@Suite struct CodexStateTests {
    @Test func `the model is the turn's, and so is the identity`() throws {
        let messages = try CodexLines.decode(fixture: "0.142-turns.jsonl").flatMap(\.drafts)
            .filter { $0.kind == .assistantMessage }
        #expect(messages.map(\.model) == ["gpt-5.2", "gpt-5.2", "gpt-5.2-mini"])
    }

    @Test func `a copied history has its owner's identities and no time`() throws {
        let own = try CodexLines.decode(fixture: "0.36-no-turns.jsonl")
        let fork = try CodexLines.decode(fixture: "0.36-fork-copies.jsonl")
        let copied = fork.filter { $0.nativeID?.contains("b0a7:") == true }
        #expect(copied.count == 6)
        #expect(Set(copied.map(\.nativeID)).isSubset(of: own.map(\.nativeID)))
        let prompts = fork.flatMap(\.drafts).filter { $0.kind == .userMessage }
        #expect(prompts.map { $0.time == nil } == [true, false])
        #expect(fork.allSatisfy { $0.sessionID == "77aa7a52-0000-4000-8000-00000000f0f0" })
    }

    @Test func `a file that Codex wrote anew in its other dialect has the same identities`() throws {
        let turn = #""turn_id":"t1""#
        let legacy = CodexLines.decode(
            CodexLines.line("session_meta", #"{"id":"s1"}"#),
            CodexLines.event(#"{"type":"task_started",\#(turn)}"#),
            CodexLines.event(#"{"type":"user_message","message":"go"}"#),
            CodexLines.event(#"{"type":"agent_reasoning","text":"one"}"#),
            CodexLines.event(#"{"type":"agent_reasoning","text":"two"}"#),
            CodexLines.event(#"{"type":"agent_message","message":"going"}"#),
            CodexLines.event(#"{"type":"agent_message","message":"gone"}"#))
        func item(_ item: String) -> String { CodexLines.event(#"{"type":"item_completed",\#(turn),"item":\#(item)}"#) }
        let migrated = CodexLines.decode(
            CodexLines.line("session_meta", #"{"id":"s1"}"#),
            CodexLines.event(#"{"type":"task_started",\#(turn)}"#),
            item(#"{"type":"UserMessage","id":"item-1","content":[{"type":"text","text":"go"}]}"#),
            item(#"{"type":"Reasoning","id":"item-2","summary_text":["one","two"]}"#),
            item(#"{"type":"AgentMessage","id":"item-3","content":[{"type":"Text","text":"going"}]}"#),
            item(#"{"type":"AgentMessage","id":"item-4","content":[{"type":"Text","text":"gone"}]}"#))
        let known = Set(legacy.compactMap(\.nativeID))
        #expect(known.count == 5)
        #expect(Set(migrated.compactMap(\.nativeID)).isSubset(of: known))
    }

    @Test func `the last message of a turn is the final one and comes once`() {
        func records(_ lines: String...) -> [String] {
            CodexLines.shown(CodexLines.decode(lines.map { Array($0.utf8) }))
        }
        let end = CodexLines.event(#"{"type":"task_complete","turn_id":"t","last_agent_message":"done"}"#)
        let event = CodexLines.event(#"{"type":"agent_message","message":"done"}"#)
        let item = CodexLines.item(
            #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"done"}]}"#)
        #expect(records(event, item, end) == ["assistant.message: done"])
        #expect(records(item, event, end) == ["assistant.message: done"])
        #expect(records(item, end) == ["assistant.message: done"])
        #expect(records(end) == ["assistant.message: done"])
        #expect(records(event, item, event, item) == ["assistant.message: done", "assistant.message: done"])
    }

    @Test func `text under the user's name that no event confirms is the user's only when it is short enough`() {
        let long = String(repeating: "x ", count: DecoderMemory.valueLimit) + "\\n::record"
        let shown = CodexLines.shown(
            CodexLines.decode(
                CodexLines.item(
                    #"{"type":"message","role":"user","content":[{"type":"input_text","text":"\#(long)"}]}"#),
                CodexLines.event(#"{"type":"task_complete","turn_id":"t"}"#)))
        #expect(shown.map { $0.prefix(14) } == ["system.message"])
    }

    @Test(arguments: [
        (["rollout-2026-03-14T08-00-00-a.jsonl"], true),
        (["2026", "03", "14", "rollout-2026-03-14T08-00-00-a.jsonl.zst"], true),
        (["2026", "03", "14", "rollout-a_b.jsonl"], true),
        (["history.jsonl"], false),
        (["rollout-a.json"], false),
        ([], false),
    ])
    func `a rollout is known by its name`(path: [String], isClaimed: Bool) {
        #expect((CodexProvider().claim(path) != nil) == isClaimed)
    }

    @Test func `the folder follows CODEX_HOME`() {
        let provider = CodexProvider()
        #expect(
            provider.defaultRoots(environment: ["CODEX_HOME": "/x/codex/"], home: "/home/ada")
                == ["/x/codex/sessions", "/x/codex/archived_sessions"])
        #expect(
            provider.defaultRoots(environment: ["CODEX_HOME": "relative"], home: "/home/ada")
                == ["/home/ada/.codex/sessions", "/home/ada/.codex/archived_sessions"])
    }

    @Test(arguments: [
        #""source":{"subagent":"review"}"#, #""source":{"subagent":"compact"}"#,
        #""source":{"subagent":{"other":"guardian"}}"#, #""source":{"subagent":{"thread_spawn":{"depth":1}}}"#,
        #""source":{"subAgent":"review"}"#, #""source":{"internal":"memory_consolidation"}"#,
        #""source":{"next":"year"}"#, #""source":{}"#, #""source":["subagent"]"#, #""source":"subagent_review""#,
        #""source":"cli","thread_source":"subagent""#, #""source":{"custom":"x","subagent":"review"}"#,
    ])
    func `a thread that a program began has no parent to name and still is a sub-agent`(source: String) {
        let records = CodexLines.decode(
            CodexLines.line("session_meta", #"{"id":"s1",\#(source)}"#),
            CodexLines.event(#"{"type":"user_message","message":"::record"}"#))
        #expect(records.allSatisfy { $0.agentID == "s1" && $0.sessionID == "s1" })
    }

    @Test(arguments: [
        #""source":"cli""#, #""source":"exec""#, #""source":"vscode""#, #""source":"anything""#, #""source":null"#,
        #""source":{"custom":"my client"}"#, #""thread_source":"user""#, #""cwd":"/x""#,
    ])
    func `a conversation of the user's own may come from any client`(source: String) {
        let records = CodexLines.decode(
            CodexLines.line("session_meta", #"{"id":"s1",\#(source)}"#),
            CodexLines.event(#"{"type":"user_message","message":"::record"}"#))
        #expect(records.allSatisfy { $0.agentID == nil && $0.sessionID == "s1" })
    }

    @Test func `a sub-agent belongs to the conversation that it names, else to its parent`() {
        func root(_ fields: String) -> String? {
            CodexLines.decode(CodexLines.line("session_meta", #"{"id":"s1",\#(fields)}"#)).first?.sessionID
        }
        let spawn = #""source":{"subagent":{"thread_spawn":{"parent_thread_id":"p"}}}"#
        #expect(root(spawn) == "p")
        #expect(root(spawn + #","session_id":"s1""#) == "p")
        #expect(root(spawn + #","session_id":"r""#) == "r")
        #expect(root(#""source":{"subagent":"review"},"session_id":"r""#) == "r")
        #expect(root(#""source":{"subagent":"review"},"parent_thread_id":"p""#) == "p")
    }
}
