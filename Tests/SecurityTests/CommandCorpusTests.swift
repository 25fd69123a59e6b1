import Foundation
import KatoCommands
import KatoModel
import KatoProviders
import Testing

/// Runs the detector over every user's message of the fixtures, and of real logs where `KATO_CORPUS` names a folder.
@Suite struct CommandCorpusTests {
    private static let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/providers")
    private static let corpus = ProcessInfo.processInfo.environment["KATO_CORPUS"]

    @Test func `the fixtures hold no command that their users did not mean`() throws {
        let found = try Self.scan(Self.fixtures)
        #expect(found.messages > 0)
        #expect(found.commands.allSatisfy { $0.hasSuffix("capture") || $0.hasSuffix("record") || $0.hasSuffix("stop") })
    }

    @Test(.enabled(if: corpus != nil, "KATO_CORPUS names no folder with real logs"))
    func `real logs, with what would be carried out printed`() throws {
        let found = try Self.scan(URL(filePath: try #require(Self.corpus)))
        print("\(found.files) files, \(found.messages) messages of users, \(found.commands.count) commands")
        for command in found.commands { print("  \(command)") }
        #expect(found.messages > 0)
    }

    private static func scan(_ root: URL) throws -> (files: Int, messages: Int, commands: [String]) {
        var result = (files: 0, messages: 0, commands: [String]())
        let all =
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        for file in all where ["jsonl", "json"].contains(file.pathExtension) {
            // The folder says whose log it is; an agent nobody knows is read as the most forgiving one.
            let provider = ProviderRegistry.all.first { file.path.contains("/\($0.id.rawValue)/") } ?? ClaudeProvider()
            result.files += 1
            var memory = DecoderMemory()
            for line in [UInt8](try Data(contentsOf: file)).split(separator: 0x0A) {
                let decoded = Array(line).withUnsafeBytes { provider.decode($0, memory: &memory) }
                guard decoded.agentID == nil else { continue }
                for draft in decoded.drafts where draft.kind == .userMessage {
                    guard case .text(let text) = draft.content else { continue }
                    result.messages += 1
                    guard case .commands(let found, _) = CommandScanner.scan(text) else { continue }
                    result.commands += found.map { "\(file.lastPathComponent):\($0.line): ::\($0.command.name)" }
                }
            }
        }
        return result
    }
}
