import Conduit
import FileAccess
import Foundation
import KatoCommands
import KatoJournal
import KatoModel
import KatoNormalize
import KatoObservability
import KatoProviders
import KatoTestSupport

/// A conversation with an agent, from the bytes of its log to what the command stage made of it.
struct ChatBox {
    static let id = "5f3c2a1e-0000-4000-8000-000000000001"
    /// When kato first ran here; records are of the day after unless they say otherwise.
    private static let created = Timestamp(milliseconds: 1_774_915_200_000)

    let box: AttackBox
    let journal: Journal

    private let workspaces: FolderMap<WorkspaceRule>

    /// - Parameter workspace: what holds in `/work`, where the conversations are.
    init(workspace: ((AttackBox) throws -> WorkspaceRule)? = nil) throws {
        box = try AttackBox()
        let attacked = box
        workspaces = FolderMap(try workspace.map { [("/work", try $0(attacked))] } ?? [])
        journal = try Journal(
            path: box.root + "/state/journal.db", offersAllMessages: workspace != nil, now: { Self.created })
    }

    /// Takes in records of a log file and looks them through for commands.
    func take(
        _ lines: [String], conversation: String = ChatBox.id, agentID: String? = nil,
        emitter: EventEmitter = .discarding
    ) async throws {
        let buffer = Array(lines.map { $0 + "\n" }.joined().utf8)
        var ranges: [Range<Int>] = []
        var start = 0
        for line in lines {
            ranges.append(start..<start + line.utf8.count)
            start += line.utf8.count + 1
        }
        let fingerprint = SourceFingerprint(device: 1, inode: 1, birth: 0)
        let source = SourceReference(
            path: "/\(conversation)-\(agentID ?? "main").jsonl", provider: ProviderID("claude"), nativeID: conversation,
            agentID: agentID)
        let batch = RecordBatch(
            source: source, buffer: buffer, records: ranges, baseOffset: 0, startsOver: true,
            checkpoint: SourceCheckpoint(
                cursor: .byteOffset(UInt64(buffer.count)), fingerprint: fingerprint, size: 0, modified: 0))
        _ = try await journal.append(RecordNormalizer(provider: ClaudeProvider()).normalize(batch, stateText: nil))
        try await lookForCommands(emitter)
    }

    /// Commands that were carried out, and files that were made for them.
    func executed() async throws -> [String] {
        let commands = try journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 100).commands
            .filter {
                [.applied, .unchanged, .failed].contains($0.outcome.verdict)
            }
        let recordings = try await journal.recordings(of: nil, after: nil, limit: 100)
        return commands.map(\.outcome.command) + recordings.map(\.destination.path)
    }

    private func lookForCommands(_ emitter: EventEmitter) async throws {
        let committed = Conduit<CommittedBatch>()
        let requests = Conduit<CommandRequest>()
        let wakes = Conduit<RecordingWake>()
        let service = CommandService(
            store: JournalStore(journal: journal), gate: box.gate(workspaces: workspaces), emitter: emitter,
            patience: .none, home: box.folder.path,
            now: { Self.created }, committed: committed.stream, requests: requests.stream, output: wakes)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            group.addTask { for await _ in wakes.stream {} }
            committed.finish()
            requests.finish()
        }
    }

    // MARK: - Records

    /// A record as the agent writes it; `fields` come after the envelope and win.
    static func record(_ type: String, _ fields: String...) -> String {
        let envelope =
            #""parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/work","sessionId":"\#(id)","#
            + #""version":"2.1.0","type":"\#(type)""#
        let given = fields.joined(separator: ",")
        let uuid = given.contains("\"uuid\"") ? "" : #","uuid":"\#(UUID().uuidString.lowercased())""#
        let time = given.contains("\"timestamp\"") ? "" : #","timestamp":"2026-04-01T09:00:00.000Z""#
        return "{" + envelope + uuid + time + "," + given + "}"
    }

    /// A message that the user typed.
    static func user(_ text: String, _ fields: String = #""x":0"#) -> String {
        record("user", #""message":{"role":"user","content":\#(quoted(text))}"#, fields)
    }

    static func quoted(_ text: String) -> String {
        let data = try? JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
