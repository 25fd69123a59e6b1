import Conduit
import FileAccess
import FileTail
import KatoIngest
import KatoJournal
import KatoModel
import KatoNormalize
import KatoObservability
import KatoProviders
import KatoTestSupport

/// A folder of an agent, read by the real stages into a real journal, look by look.
final class Conversations: Sendable {
    let folder: TemporaryDirectory
    let journal: Journal
    private let provider: any Provider
    private let root: String

    init(_ provider: any Provider) throws {
        folder = try TemporaryDirectory()
        root = try folder.makeFolder("agent")
        journal = try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 0) })
        self.provider = provider
    }

    /// Reads everything there is, as a daemon does that has just been started.
    func read() async throws {
        let (records, events) = (Conduit<RecordBatch>(), Conduit<EventBatch>())
        var settings = IngestService.Settings()
        settings.stopsWhenCaughtUp = true
        let ingest = IngestService(
            roots: [IngestRoot(path: root, provider: provider)], files: LocalFileSystem(), watcher: SweepOnlyWatcher(),
            checkpoints: Stored(journal: journal), settings: settings, emitter: .discarding, output: records)
        let normalize = NormalizeService(
            providers: [provider], states: Stored(journal: journal), input: records.stream, output: events)
        async let reading: Void = ingest.run()
        async let normalizing: Void = normalize.process()
        for await batch in events.stream { _ = try await journal.append(batch) }
        _ = try await (reading, normalizing)
    }

    /// Removes everything that was read, as `kato clean` does.
    func clean() async throws {
        for session in try await sessions() {
            let isGone = try await journal.forgetSession(session.id, before: Timestamp(milliseconds: .max))
            guard isGone else { throw StillThere() }
        }
    }

    private struct StillThere: Error {}

    /// Every conversation, the one with the newest event first.
    func sessions() async throws -> [Session] {
        try await journal.sessions(provider: nil, after: nil, limit: 100)
    }

    /// The only conversation.
    func session() async throws -> Session? {
        let all = try await sessions()
        return all.count == 1 ? all.first : nil
    }

    /// Every event of the only conversation.
    func events() async throws -> [ConversationEvent] {
        guard let session = try await session() else { return [] }
        return try await journal.events(of: session.id, after: 0, limit: 10_000).events
    }

    /// The same in short, raw records left out.
    func told() async throws -> [String] {
        try await events().filter { $0.kind != .raw }.map { event in
            let agent = event.agentID.map { "(\($0)) " } ?? ""
            switch event.content {
            case .text(let text): return "\(agent)\(event.kind.rawValue): \(text)"
            case .toolCall(_, let name, let summary, _): return "\(agent)call \(name): \(summary ?? "-")"
            case .toolResult(_, let text, let isError): return "\(agent)\(isError ? "failed" : "result"): \(text)"
            case .info(let name, let text): return "\(agent)info \(name): \(text ?? "-")"
            default: return "\(agent)\(event.kind.rawValue)"
            }
        }
    }
}

private struct Stored: CheckpointReader, NormalizerStateReader {
    let journal: Journal

    func checkpoints() async throws -> [String: SourceCheckpoint] { try await journal.checkpoints() }
    func normalizerState(of path: String) async throws -> String? { try await journal.normalizerState(of: path) }
}
