import Conduit
import FileAccess
import FileTail
import KatoCommands
import KatoConfiguration
import KatoFlags
import KatoIngest
import KatoJournal
import KatoModel
import KatoNormalize
import KatoObservability
import KatoPaths
import KatoProviders
import KatoRecording
import ServiceLifecycle
import TaskLoop

/// An event's way from the agent's file to the user's. Read it from top to bottom.
///
/// Each stage hands over one batch at a time and waits until the next stage took it, so a slow disk slows the reading
/// of the agents' files and memory stays bounded. What a stage needs after a crash it finds in the journal.
struct Pipeline: Sendable {
    let ingest: IngestService
    let normalize: NormalizeService
    let journal: JournalService
    let commands: CommandService
    let recording: RecordingService
    /// Waits for space for what the stages store.
    let patience: StorePatience
    /// Where commands from the control socket go in.
    let requests = Conduit<CommandRequest>()

    /// - Parameters:
    ///   - watcher: tells about the agents' files.
    ///   - destinations: tells about the files that are written.
    init(
        _ parts: DaemonParts, watcher: any DirectoryWatcher, destinations: any DirectoryWatcher,
        settings: IngestService.Settings
    ) {
        let records = Conduit<RecordBatch>()
        let events = Conduit<EventBatch>()
        let committed = Conduit<CommittedBatch>()
        let wakes = Conduit<RecordingWake>()

        patience = parts.patience
        let patient = PatientJournal(journal: parts.journal, patience: parts.patience)

        // 1. The agent's file → whole records.
        ingest = IngestService(
            roots: parts.roots, files: parts.files, watcher: watcher, checkpoints: patient,
            settings: settings, emitter: parts.emitter, output: records)
        // 2. Records → canonical events with identity, order and turn.
        normalize = NormalizeService(
            providers: ProviderRegistry.all, states: patient, input: records.stream, output: events)
        // 3. Events and the place they were read up to → one transaction.
        journal = JournalService(
            journal: parts.journal, input: events.stream, output: committed, emitter: parts.emitter,
            patience: parts.patience)
        // 4. What users wrote → commands, decided by policy, stored with their effects.
        commands = CommandService(
            store: parts.outlet, gate: CommandGate(settings: parts.gate, files: parts.files),
            emitter: parts.emitter, patience: parts.patience, home: parts.paths.home,
            mayRun: { [flags = parts.flags] in $0.name != "export" || flags.isOn(.exports, for: $1, command: $0.name) },
            now: LocalTime.now, committed: committed.stream,
            requests: requests.stream, output: wakes)
        // 5. Whatever the journal holds for a destination → the user's file.
        recording = RecordingService(context: parts.recording, input: wakes, watcher: destinations)
    }

    /// The stages as services. They stop in reverse order, so intake ends first and the rest drains.
    ///
    /// One thread carries them all, and takes the kernel's word that a file changed: what follows one line is so much
    /// less than a millisecond that waking a thread for a step would take longer than the step. When much waits, the
    /// journal stores it on a thread of its own while the next batch is read, so both cores have work.
    func services(on loop: TaskLoop) -> [any Service] {
        let stages: [any Service] = [recording, commands, journal, normalize, ingest]
        return stages.map { LoopedService(service: $0, loop: loop) }
    }

    /// Runs all stages until everything was read once, commands of `requests` included, and written.
    func runOnce() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await ingest.run() }
            group.addTask { try await normalize.process() }
            group.addTask { try await journal.process() }
            group.addTask { try await commands.process() }
            group.addTask { try await recording.process() }
        }
    }
}
