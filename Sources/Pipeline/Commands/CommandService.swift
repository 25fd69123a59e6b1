package import Conduit
package import KatoModel
package import KatoObservability
import ServiceLifecycle

/// Stage 4. Finds commands in what users wrote, lets the gate decide, and stores what follows from them.
///
/// One loop takes commands from conversations and from the control socket, so no two of them meet. A message is
/// looked at once: its effects and the position are stored in one transaction. While nothing can be stored, messages
/// wait and requests are refused.
package actor CommandService: Service {
    /// What messages go by: it waits for space. Whoever asks over the socket is not kept waiting.
    private let store: any CommandStore
    private let requestStore: any CommandStore
    private let executor: CommandExecutor
    private let requestExecutor: CommandExecutor
    private let patience: StorePatience
    private let emitter: EventEmitter
    private let committed: AsyncStream<CommittedBatch>
    private let requests: AsyncStream<CommandRequest>
    private let output: Conduit<RecordingWake>
    /// Up to which sequence everything was looked at, and how much of that the journal knows.
    private var lookedAt: Int64 = 0
    private var storedPosition: Int64 = 0
    /// Messages whose commands could not be stored, since the start.
    private var passedOver = 0

    /// Messages taken from the journal at a time.
    private static let page = 64

    private enum Input: Sendable {
        case committed(CommittedBatch)
        case request(CommandRequest)
    }

    package init(
        store: any CommandStore, gate: CommandGate, emitter: EventEmitter, patience: StorePatience, home: String,
        mayRun: @escaping @Sendable (ControlCommand, Session) -> Bool = { _, _ in true },
        now: @escaping @Sendable () -> Timestamp, committed: AsyncStream<CommittedBatch>,
        requests: AsyncStream<CommandRequest>, output: Conduit<RecordingWake>
    ) {
        self.store = PatientCommandStore(base: store, patience: patience)
        requestStore = store
        self.patience = patience
        self.emitter = emitter
        executor = CommandExecutor(
            store: self.store, gate: gate, emitter: emitter, patience: patience, home: home, mayRun: mayRun, now: now)
        requestExecutor = CommandExecutor(
            store: store, gate: gate, emitter: emitter, patience: .none, home: home, mayRun: mayRun, now: now)
        self.committed = committed
        self.requests = requests
        self.output = output
    }

    /// How many messages were passed over since the start, because their commands could not be stored.
    package func passedOverMessages() -> Int { passedOver }

    /// Works until both inputs end, then ends the output and waits for the word to stop.
    package func run() async throws {
        try await process()
        try await gracefulShutdown()
    }

    /// Works until both inputs end, then ends the output. Begins with what was committed before a restart.
    package func process() async throws {
        defer { output.finish() }
        try await lookAtMessages(upTo: try await store.lastSequence())
        // The recording stage may have looked before the position was stored, and nobody else tells it.
        if storedPosition > 0 { await output.send(.all) }
        let inputs = Conduit<Input>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [committed, requests] in
                await withDiscardingTaskGroup { sources in
                    sources.addTask { for await batch in committed { await inputs.send(.committed(batch)) } }
                    sources.addTask {
                        for await request in requests where self.isPossible(request) {
                            await inputs.send(.request(request))
                        }
                    }
                }
                inputs.finish()
            }
            for await input in inputs.stream {
                switch input {
                case .committed(let batch): try await take(batch)
                case .request(let request): await answer(request)
                }
            }
            try await storePosition()
        }
    }

    // MARK: - Messages

    /// Recordings are written up to the stored position. Where the journal has moved it already, all that is left is
    /// to pass the word on; otherwise a command before this batch may just have changed what is recorded.
    private func take(_ batch: CommittedBatch) async throws {
        if batch.isLookedAt {
            (lookedAt, storedPosition) = (batch.lastSequence, batch.lastSequence)
            if !batch.recordings.isEmpty { await output.send(.recordings(batch.recordings)) }
            return
        }
        if batch.mayHoldCommands {
            try await lookAtMessages(upTo: batch.lastSequence)
        } else {
            lookedAt = batch.lastSequence
            try await storePosition()
        }
        await output.send(.session(batch.sessionID))
    }

    private func storePosition(in store: (any CommandStore)? = nil) async throws {
        guard lookedAt > storedPosition else { return }
        try await (store ?? self.store).advanceCommands(to: lookedAt)
        storedPosition = lookedAt
    }

    private func lookAtMessages(upTo sequence: Int64) async throws {
        while true {
            let messages = try await store.userMessagesAwaitingCommands(limit: Self.page)
            for message in messages { try await lookAt(message) }
            if messages.count < Self.page { break }
            // Those without commands leave no trace of their own.
            if let last = messages.last { try await store.advanceCommands(to: last.sequence) }
        }
        lookedAt = sequence
        try await storePosition()
    }

    private func lookAt(_ message: ConversationEvent) async throws {
        guard case .text(let text) = message.content else { return }
        let found = CommandScanner.scan(text)
        if case .none = found { return try await recordByItself(message) }
        guard let session = try await store.session(message.sessionID) else { return }
        let executions: [CommandExecution]
        if let verdict = try await reasonToIgnore(message) {
            executions = try await executor.ignore(found, in: message, session: session, verdict: verdict)
        } else {
            executions = try await executor.execute(found, in: message, session: session)
        }
        try await store(executions, of: session.id, upTo: message.sequence)
    }

    /// Stores what a message comes to. What cannot be stored for another reason than want of space would fail again at
    /// every start, and with it every command after it: it is passed over, and said.
    private func store(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64) async throws {
        do {
            try await store.commit(executions, of: session, upTo: sequence)
        } catch let error as CancellationError {
            throw error
        } catch {
            try await store.advanceCommands(to: sequence)
            passedOver += 1
            emitter.emit(CommandsNotStored(session: session, commands: executions.map(\.outcome.command)))
        }
        await output.send(.session(session))
    }

    /// Begins to record where the user wants that without a word, with the first message that counts. Whatever was said
    /// about recording this conversation before, `::stop` included, stays as it is.
    private func recordByItself(_ message: ConversationEvent) async throws {
        guard executor.gate.mayRecordByItself, let session = try await store.session(message.sessionID),
            executor.gate.recordsByItself(session), try await reasonToIgnore(message) == nil,
            try await !store.wasToldWhatToRecord(session.id)
        else { return }
        let execution = try await executor.recordByItself(from: message, session: session)
        try await store([execution], of: session.id, upTo: message.sequence)
    }

    /// Commands count only in messages written since kato first ran here, and only in the conversation they were
    /// written in. A message without a time cannot prove that it is new.
    private func reasonToIgnore(_ message: ConversationEvent) async throws -> CommandOutcome.Verdict? {
        // Asked each time, because cleaning the journal moves it.
        let created = try await store.createdAt()
        guard let time = message.time, time >= created else { return .historic }
        return try await store.isCopy(message) ? .replayed : nil
    }

    // MARK: - Requests

    /// Whether a request can be carried out; it is answered where not.
    nonisolated private func isPossible(_ request: CommandRequest) -> Bool {
        guard let issue = patience.issue else { return true }
        request.reply(Self.failure(request, issue.message, hint: issue.hint ?? "See kato status."))
        return false
    }

    private func answer(_ request: CommandRequest) async {
        do {
            guard let session = try await requestStore.session(request.session) else {
                return request.reply(
                    Self.failure(request, "The conversation is not in the journal any more.", hint: "List them again."))
            }
            try await storePosition(in: requestStore)
            let executions = try await requestExecutor.execute(request, session: session)
            let concerned = try await requestStore.commit(executions, of: session.id, upTo: nil)
            guard let outcome = executions.last?.outcome else { return }
            request.reply(CommandReply(outcome: outcome, recordingID: concerned.last))
            await output.send(.session(session.id))
        } catch {
            request.reply(Self.failure(request, "The command could not be stored.", hint: "See kato status."))
        }
    }

    private static func failure(_ request: CommandRequest, _ message: String, hint: String) -> CommandReply {
        let outcome = CommandOutcome(
            command: request.commands.last?.name ?? "", verdict: .failed, path: nil, message: message, hint: hint)
        return CommandReply(outcome: outcome, recordingID: nil)
    }
}
