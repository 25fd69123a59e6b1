import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct CodexPipelineTests {
    private static let rollout = "agent/rollout-2026-03-14T08-00-00-5d1f7a52-0000-4000-8000-00000000b0a7.jsonl"

    private static func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/providers/codex/\(name)")))
    }

    @Test func `a log without turns that Codex writes anew in its newer dialect is told once`() async throws {
        let chats = try Conversations(CodexProvider())
        try chats.folder.write(try Self.fixture("0.36-no-turns.jsonl"), to: Self.rollout)
        try await chats.read()
        let told = try await chats.told()
        #expect(told.count == 12)
        try FileManager.default.removeItem(atPath: chats.folder.file(Self.rollout))
        try chats.folder.write(try Self.fixture("0.163-migrated-no-turns.jsonl"), to: Self.rollout)
        try await chats.read()

        #expect(try await chats.told() == told)
        #expect(try await chats.session()?.turns == 2)
    }

    @Test func `what was said after the migration follows what was said before it`() async throws {
        let chats = try Conversations(CodexProvider())
        try chats.folder.write(try Self.fixture("0.36-no-turns.jsonl"), to: Self.rollout)
        try await chats.read()
        let told = try await chats.told()
        let turn = "019d19a2-6ff2-7cf3-a8e7-16f38b9dee35"
        func event(_ payload: String) -> String {
            #"{"timestamp":"2026-11-24T08:00:00.000Z","type":"event_msg","payload":\#(payload)}"# + "\n"
        }
        let later = [
            event(#"{"type":"task_started","turn_id":"\#(turn)"}"#),
            event(
                #"{"type":"item_completed","turn_id":"\#(turn)","item":{"type":"UserMessage","id":"item-9","content":[{"type":"text","text":"and the mast?"}]}}"#
            ),
            event(
                #"{"type":"item_completed","turn_id":"\#(turn)","item":{"type":"AgentMessage","id":"item-10","content":[{"type":"Text","text":"Pine."}]}}"#
            ),
        ]
        try FileManager.default.removeItem(atPath: chats.folder.file(Self.rollout))
        let migrated = try Self.fixture("0.163-migrated-no-turns.jsonl")
        try chats.folder.write(migrated + later.flatMap { Array($0.utf8) }, to: Self.rollout)
        try await chats.read()
        #expect(try await chats.told() == told + ["user.message: and the mast?", "assistant.message: Pine."])
    }
}
