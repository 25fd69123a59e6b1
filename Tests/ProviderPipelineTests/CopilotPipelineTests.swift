import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct CopilotPipelineTests {
    @Test func `a conversation is told once, with its name and its folder`() async throws {
        let chats = try Conversations(CopilotProvider())
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appending(path: "Fixtures/providers/copilot/c0ffee/events.jsonl"), encoding: .utf8)
        try chats.folder.write(
            "id: c0ffee\ncwd: /home/ada/parcels\nname: Weigh the box\n", to: "agent/c0ffee/workspace.yaml")
        for line in text.split(separator: "\n") {
            try chats.folder.append(line + "\n", to: "agent/c0ffee/events.jsonl")
            try await chats.read()
        }
        #expect(
            try await chats.told() == [
                "info session.start: gpt-5.3-codex",
                "info session.model_change: -",
                "system.message: You are a helpful agent.",
                "user.message: ::capture\nWeigh the box",
                "info attachments: /home/ada/parcels/box.md",
                "info hook.start: -",
                "info assistant.turn_start: -",
                "assistant.thinking: I should look.",
                "assistant.message: Looking.",
                "call view: Read the box's page",
                "call bash: ls",
                "result: 3 kg",
                "failed: no such command",
                "(call-3) call grep: box",
                "(call-3) result: box.md",
                "info subagent.completed: -",
                "assistant.message: It weighs 3 kg.",
                "info session.error: Example of an error",
                "info abort: user_initiated",
                "info session.shutdown: -",
            ])
        let session = try #require(try await chats.session())
        #expect(session.key.nativeID == "c0ffee")
        #expect(session.facts.title == "Weigh the box")
        #expect(session.facts.workingDirectory == "/home/ada/parcels")
        #expect(session.facts.gitBranch == "main")
        #expect(session.facts.agentVersion == "1.0.68")
        #expect(session.facts.models == ["gpt-5.3-codex"])
        #expect(session.turns == 1)
        #expect(session.tokens.output == 40)
    }
}
