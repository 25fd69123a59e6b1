import FileAccess
import Foundation
import KatoJournal
import KatoModel
import KatoObservability
import KatoRecording
import KatoRedaction
import KatoRendering
import KatoTestSupport
import Redaction
import Synchronization
import Testing

@testable import KatoDaemon

/// Journal, gate and recorder put together, on a real database and a real file.
@Suite struct RedactedRecordingTests {
    /// A filter that works only when it is told to.
    private final class Switch: TextFilter {
        struct Off: Error {}
        let redactor: Redactor
        let isOn = Mutex(false)

        init(_ redactor: Redactor) { self.redactor = redactor }

        func filter(_ text: String, keepsLines: Bool, preceding: String) throws -> RedactedText {
            guard isOn.withLock({ $0 }) else { throw Off() }
            return redactor.redact(text, keepsLines: keepsLines, preceding: preceding)
        }
    }

    private static let token = "glpat-" + String("Zk7Qw2Xn9Lp4Rt6Yv1Bc".shuffled())

    @Test func `what cannot be looked at waits, and is written later without its secret`() async throws {
        let folder = try TemporaryDirectory()
        let journal = try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 1) })
        let redactor = Redactor(rules: try BuiltInRules.load(), salt: Array(try journal.fingerprintSalt().utf8))
        let filter = Switch(redactor)
        let recordingID = try await begin(journal, in: folder, saying: ["before \(Self.token) after", "and more"])
        let writer = writer(journal, filter)

        await #expect { _ = try await writer.bringUpToDate(recordingID) } throws: {
            ($0 as? RecordingError)?.kind == .redaction
        }
        #expect(try folder.text(of: "talk.md").isEmpty)

        filter.isOn.withLock { $0 = true }
        #expect(try await writer.bringUpToDate(recordingID).blocks == 2)
        let text = try folder.text(of: "talk.md")
        #expect(text.contains("before [REDACTED:gitlab-token] after") && text.contains("and more"))
        #expect(!text.contains(Self.token.suffix(20)))
        try await journal.close()
    }

    @Test func `a secret that goes on in the next message is caught when its beginning was written already`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let journal = try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: 1) })
        let redactor = Redactor(rules: try BuiltInRules.load(), salt: Array(try journal.fingerprintSalt().utf8))
        let filter = Switch(redactor)
        filter.isOn.withLock { $0 = true }
        let recordingID = try await begin(journal, in: folder, saying: ["Which key?"])
        let writer = writer(journal, filter)
        for (number, piece) in ["It is \(Self.token.prefix(16))", "\(Self.token.dropFirst(16)) now."].enumerated() {
            try await say([piece], as: .assistantMessage, after: number + 1, in: journal)
            try await journal.advanceCommands(to: Int64(number + 2))
            _ = try await writer.bringUpToDate(recordingID)
        }
        let text = try folder.text(of: "talk.md")
        #expect(text.contains("It is ") && text.contains("[REDACTED:gitlab-token] now."), "\(text)")
        #expect(!text.contains(Self.token.suffix(8)), "\(text)")
        try await journal.close()
    }

    private func writer(_ journal: Journal, _ filter: any TextFilter) -> RecordingWriter {
        let outlet = RedactedJournal(
            journal: journal, gate: RedactionGate(mode: .redact, filter: filter, emitter: .discarding),
            mode: { _ in .redact })
        return RecordingWriter(
            context: RecordingContext(
                store: outlet, files: LocalFileSystem(), emitter: .discarding,
                renderer: { plan in
                    Renderers.make(plan.destination.format, options: RenderOptions(frontMatter: false), zone: .utc)
                }, owner: geteuid(), now: { Timestamp(milliseconds: 1) }))
    }

    private static let session = SessionID(rawValue: "11111111-2222-5333-8444-555555555555")

    /// Messages of a conversation, after as many others.
    private func say(_ texts: [String], as kind: EventKind = .userMessage, after count: Int, in journal: Journal)
        async throws
    {
        let records = texts.enumerated().map { index, text in
            let id = EventID(high: UInt64(count + index + 1), low: 1)
            let event = ConversationEvent(
                id: id, sessionID: Self.session, kind: kind, content: .text(text), time: nil, turn: 1)
            return NormalizedRecord(key: id, digest: id, bytes: index..<(index + 1), events: [event])
        }
        let source = SourceReference(path: "/a.jsonl", provider: ProviderID("claude"), nativeID: "n", agentID: nil)
        let fingerprint = SourceFingerprint(device: 1, inode: 1, birth: 0)
        _ = try await journal.append(
            EventBatch(
                source: source, session: SessionKey(provider: source.provider, nativeID: "n"), sessionID: Self.session,
                buffer: Array(repeating: 0x0A, count: texts.count), baseOffset: 0, records: records,
                facts: SessionFacts(),
                checkpoint: SourceCheckpoint(
                    cursor: .byteOffset(2), fingerprint: fingerprint, size: 2, modified: 1),
                normalizerState: ""))
    }

    /// A conversation with these messages of the user, and a period that wants all of them.
    private func begin(_ journal: Journal, in folder: TemporaryDirectory, saying texts: [String]) async throws -> String
    {
        try await say(texts, after: 0, in: journal)
        try folder.write("", to: "talk.md")
        let root = try LocalFileSystem().canonicalPath(folder.file(""))
        let destination = Destination(root: root, components: ["talk.md"], format: .markdown)
        let execution = CommandExecution(
            position: nil, outcome: CommandOutcome(command: "capture", verdict: .applied, path: nil, message: ""),
            changes: [.openPeriod(destination, from: .start, replacing: false)])
        let concerned = try await journal.commit([execution], of: Self.session, upTo: Int64(texts.count))
        return try #require(concerned.first)
    }
}
