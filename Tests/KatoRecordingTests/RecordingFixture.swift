import Digest
import FileAccess
import FileTail
import KatoJournal
import KatoModel
import KatoObservability
import KatoRecording
import KatoRendering
import KatoTestSupport

extension Journal: RecordingStore {}

/// A journal with conversations in it, and the recorder that writes them: everything between the agent's events and
/// the user's file, over a file system of the test's choice.
final class RecordingFixture {
    let folder: TemporaryDirectory
    let clock: SimulatedClock
    private(set) var journal: Journal
    private(set) var files: any FileSystem
    /// Every batch that was appended, for an agent's log that is read again.
    private var batches: [EventBatch] = []
    private var said = 0
    /// Of files on the simulated disk, which is root's. Real ones are the test's own.
    private let owner: UInt32
    private let watch: any ReaderWatch
    private var readership: Readership
    /// What the policy says.
    var admits: @Sendable (Destination) -> Bool = { _ in true }

    static let first = SessionID(rawValue: "00000000-0000-4000-8000-000000000001")
    static let second = SessionID(rawValue: "00000000-0000-4000-8000-000000000002")
    private static let start: Int64 = 1_775_000_000_000

    /// The time as a disk has it.
    static func nanoseconds(_ clock: SimulatedClock) -> @Sendable () -> Int64 {
        { (start + clock.milliseconds) * 1_000_000 }
    }

    /// - Parameter watch: tells who reads the files; nobody does unless it is given.
    init(
        _ files: any FileSystem, owner: UInt32 = 0, clock: SimulatedClock = SimulatedClock(),
        watch: any ReaderWatch = BlindReaderWatch()
    ) throws {
        folder = try TemporaryDirectory(inMemory: true)
        self.files = files
        self.owner = owner
        self.clock = clock
        self.watch = watch
        readership = Readership(watch)
        journal = try Self.open(folder, clock)
    }

    private static func open(_ folder: TemporaryDirectory, _ clock: SimulatedClock) throws -> Journal {
        try Journal(path: folder.file("journal.db"), now: { Timestamp(milliseconds: start + clock.milliseconds) })
    }

    /// The next work is done over `files`.
    func use(_ files: any FileSystem) { self.files = files }

    /// The daemon is gone and comes back, over `files`.
    func restart(over files: any FileSystem) async throws {
        self.files = files
        try await journal.close()
        try begin()
    }

    private func begin() throws {
        journal = try Self.open(folder, clock)
        readership = Readership(watch)
    }

    /// The process is killed: what the journal holds stays, and nothing is closed in order.
    func saveJournal(as name: String) throws {
        for suffix in ["", "-wal"] {
            try folder.write(try folder.bytes(of: "journal.db" + suffix), to: name + suffix)
        }
    }

    /// The journal is what it was when it was saved, as after a power cut; the agent's log is read again.
    func returnJournal(to name: String, over files: any FileSystem) async throws {
        self.files = files
        try await journal.close()
        for suffix in ["", "-wal"] { try folder.write(try folder.bytes(of: name + suffix), to: "journal.db" + suffix) }
        try begin()
        for batch in batches { try await commit(batch) }
    }

    // MARK: - The agent

    /// Appends messages to a conversation, by the user and the assistant in turn.
    ///
    /// - Returns: the ids of their blocks.
    @discardableResult
    func say(_ texts: [String], in session: SessionID = first) async throws -> [String] {
        var records: [NormalizedRecord] = []
        for text in texts {
            said += 1
            var random = SeededGenerator(seed: UInt64(said))
            let id = EventID(high: random.next(), low: UInt64(said))
            let isUser = said % 2 == 1
            let event = ConversationEvent(
                id: id, sessionID: session, kind: isUser ? .userMessage : .assistantMessage, content: .text(text),
                time: Timestamp(milliseconds: Self.start + clock.milliseconds), model: isUser ? nil : "model",
                turn: (said + 1) / 2)
            records.append(NormalizedRecord(key: id, digest: id, bytes: 0..<2, events: [event]))
        }
        let batch = EventBatch(
            source: SourceReference(
                path: "/log/\(session.short).jsonl", provider: ProviderID("claude"), nativeID: session.rawValue,
                agentID: nil),
            session: SessionKey(provider: ProviderID("claude"), nativeID: session.rawValue), sessionID: session,
            buffer: Array("{}".utf8), baseOffset: UInt64(said) * 2, records: records, facts: SessionFacts(),
            checkpoint: SourceCheckpoint(
                cursor: .byteOffset(UInt64(said) * 2), fingerprint: SourceFingerprint(device: 1, inode: 1, birth: 0),
                size: UInt64(said) * 2, modified: 0),
            normalizerState: "")
        batches.append(batch)
        try await commit(batch)
        return records.flatMap(\.events).map(\.id.short)
    }

    private func commit(_ batch: EventBatch) async throws {
        let committed = try await journal.append(batch)
        try await journal.advanceCommands(to: committed.lastSequence)
    }

    // MARK: - Commands

    /// Records a conversation from its beginning on.
    ///
    /// - Returns: the id of the recording.
    @discardableResult
    func record(_ session: SessionID = first, into destination: Destination, replacing: Bool = false) async throws
        -> String
    {
        let changes: [RecordingChange] = [
            .closePeriod(at: EventPosition(sequence: try await journal.lastSequence() + 1)), .setPointer(destination),
            .openPeriod(destination, from: .start, replacing: replacing),
        ]
        return try await obey(changes, session).last ?? ""
    }

    /// Ends the recording after what was said.
    func stop(_ session: SessionID = first) async throws {
        _ = try await obey([.closePeriod(at: EventPosition(sequence: try await journal.lastSequence() + 1))], session)
    }

    func obey(_ changes: [RecordingChange], _ session: SessionID = first) async throws -> [String] {
        let outcome = CommandOutcome(command: "test", verdict: .applied, path: nil, message: "")
        return try await journal.commit(
            [CommandExecution(position: nil, outcome: outcome, changes: changes)], of: session, upTo: nil)
    }

    // MARK: - The recorder

    var context: RecordingContext {
        let clock = clock
        return RecordingContext(
            store: journal, files: files, readership: readership, admits: admits, emitter: .discarding,
            renderer: { Renderers.make($0.destination.format, options: RenderOptions(), zone: .utc) }, owner: owner,
            clock: clock, now: { Timestamp(milliseconds: Self.start + clock.milliseconds) })
    }

    /// Works on a recording until nothing is due.
    @discardableResult
    func write(_ recordingID: String) async throws -> RecordingWriter.Outcome {
        try await RecordingWriter(context: context).bringUpToDate(recordingID)
    }

    /// How often each block stands in `text`.
    static func occurrences(_ ids: [String], in text: String) -> [Int] {
        let counts = Dictionary(
            text.split(separator: "\n").compactMap { BlockIdentity.read($0, format: .markdown) }.map { ($0, 1) },
            uniquingKeysWith: +)
        return ids.map { counts[$0, default: 0] }
    }
}
