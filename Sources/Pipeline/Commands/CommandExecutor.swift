import KatoModel
import KatoObservability

/// Turns commands into stored changes: machine, gate and audit for one message or request.
struct CommandExecutor: Sendable {
    let store: any CommandStore
    let gate: CommandGate
    let emitter: EventEmitter
    /// What waits until the audit log has space.
    let patience: StorePatience
    let home: String
    /// Whether a command is switched on for a conversation.
    var mayRun: @Sendable (ControlCommand, Session) -> Bool = { _, _ in true }
    let now: @Sendable () -> Timestamp

    /// Commands of a message that is not to be obeyed.
    func ignore(
        _ found: MessageCommands, in message: ConversationEvent, session: Session, verdict: CommandOutcome.Verdict
    ) async throws -> [CommandExecution] {
        guard case .commands(let commands, _) = found else { return [] }
        let sentence =
            verdict == .historic
            ? "Written before kato first ran here, or without a time; not carried out."
            : "A copy of a message of another conversation; not carried out."
        var executions: [CommandExecution] = []
        for found in commands {
            let outcome = CommandOutcome(
                command: found.command.name, verdict: verdict, path: nil, message: sentence)
            try await report(outcome, reason: verdict.rawValue, session)
            executions.append(
                CommandExecution(
                    position: EventPosition(sequence: message.sequence, line: found.line), outcome: outcome, changes: []
                )
            )
        }
        return executions
    }

    /// Commands of a message, from top to bottom. One that fails does not keep the next from being tried.
    func execute(_ found: MessageCommands, in message: ConversationEvent, session: Session) async throws
        -> [CommandExecution]
    {
        var executions: [CommandExecution] = []
        switch found {
        case .none: break
        case .rejected(let errors):
            for error in errors {
                let outcome = CommandOutcome(
                    command: error.command, verdict: .invalid, path: nil, message: error.message, hint: error.hint)
                try await report(outcome, reason: error.code, session)
                executions.append(
                    CommandExecution(
                        position: EventPosition(sequence: message.sequence, line: error.line ?? 0), outcome: outcome,
                        changes: []))
            }
        case .commands(let commands, _):
            var machine = RecordingMachine(state: try await store.recordingState(of: session.id), home: home)
            for found in commands {
                let position = EventPosition(sequence: message.sequence, line: found.line)
                let after = EventPosition(sequence: message.sequence, line: found.line + 1)
                executions.append(
                    try await carryOut(found.command, session, &machine, at: position, after: after))
            }
        }
        return executions
    }

    /// Begins to record with a message that holds no command, through the same gate and with the same audit lines.
    func recordByItself(from message: ConversationEvent, session: Session) async throws -> CommandExecution {
        var machine = RecordingMachine(state: try await store.recordingState(of: session.id), home: home)
        let position = EventPosition(sequence: message.sequence)
        return try await carryOut(.record, session, &machine, at: position, after: position, because: "auto-record")
    }

    /// Commands that stand in no message: they apply from after the last event on. Ends with the first refusal.
    func execute(_ request: CommandRequest, session: Session) async throws -> [CommandExecution] {
        var machine = RecordingMachine(state: try await store.recordingState(of: session.id), home: home)
        let here = EventPosition(sequence: session.lastSequence + 1)
        let executor = CommandExecutor(
            store: store, gate: gate.serving(request), emitter: emitter, patience: patience, home: home, mayRun: mayRun,
            now: now)
        var executions: [CommandExecution] = []
        for command in request.commands {
            let execution = try await executor.carryOut(command, session, &machine, at: here, after: here)
            executions.append(
                request.isHandedOver
                    ? Self.handedOver(execution)
                    : CommandExecution(position: nil, outcome: execution.outcome, changes: execution.changes))
            guard [.applied, .unchanged].contains(execution.outcome.verdict) else { break }
        }
        return executions
    }

    /// The same for a file whose name and place are kato's alone, until whoever asked has put it in its place.
    private static func handedOver(_ execution: CommandExecution) -> CommandExecution {
        let changes = execution.changes.map { change -> RecordingChange in
            guard case .snapshot(let destination, let position) = change else { return change }
            return .handOver(destination, upTo: position)
        }
        let outcome = execution.outcome
        guard [.applied, .unchanged].contains(outcome.verdict) else {
            return CommandExecution(position: nil, outcome: outcome, changes: changes)
        }
        return CommandExecution(
            position: nil,
            outcome: CommandOutcome(
                command: outcome.command, verdict: outcome.verdict, path: nil,
                message: "A copy was made for whoever asked."),
            changes: changes)
    }

    // MARK: - One command

    private func carryOut(
        _ command: ControlCommand, _ session: Session, _ machine: inout RecordingMachine, at position: EventPosition,
        after: EventPosition, because reason: String = "allowed"
    ) async throws -> CommandExecution {
        guard mayRun(command, session) else {
            return try await refuse(
                command, session, .denied, code: "switched-off", path: nil,
                "::\(command.name) is switched off for this conversation.",
                hint: "kato flags says which line of the configuration does that.", at: position)
        }
        let began = emitter.nanoseconds()
        let need = RecordingMachine.plan(command, state: machine.state)
        var destination: Destination?
        switch gate.admit(need, for: session, at: now()) {
        case .notNeeded: break
        case .admitted(let admitted, let rule):
            guard try await isAudited(true, rule, admitted.path, session) else { return unaudited(command, position) }
            destination = admitted
        case .denied(let code, let path, let message, let hint):
            _ = try await isAudited(false, code, path, session)
            return try await refuse(
                command, session, .denied, code: code, path: path, message, hint: hint, at: position)
        case .failed(let path, let message, let hint):
            return try await refuse(
                command, session, .failed, code: "cannot-open", path: path, message, hint: hint, at: position)
        case .invalid(let error):
            let error = error.placed(command: command.name, line: nil)
            return try await refuse(
                command, session, .invalid, code: error.code, path: nil, error.message, hint: error.hint, at: position)
        }
        let before = machine
        let (changes, verdict, message) = machine.apply(command, destination: destination, at: position, after: after)
        // What needs no destination concerns the one that is written to.
        let concerned = destination ?? before.state.active
        let outcome = CommandOutcome(
            command: command.name, verdict: verdict, path: concerned?.path, message: message)
        guard try await report(outcome, reason: reason, session, began: began) else {
            machine = before
            return unaudited(command, position)
        }
        return CommandExecution(position: position, outcome: outcome, changes: changes)
    }

    private func refuse(
        _ command: ControlCommand, _ session: Session, _ verdict: CommandOutcome.Verdict, code: String, path: String?,
        _ message: String, hint: String?, at position: EventPosition
    ) async throws -> CommandExecution {
        let outcome = CommandOutcome(
            command: command.name, verdict: verdict, path: path, message: message, hint: hint)
        try await report(outcome, reason: code, session)
        return CommandExecution(position: position, outcome: outcome, changes: [])
    }

    /// What cannot be audited is not done.
    private func unaudited(_ command: ControlCommand, _ position: EventPosition) -> CommandExecution {
        let outcome = CommandOutcome(
            command: command.name, verdict: .failed, path: nil,
            message: "The audit log cannot be written, so nothing was done.",
            hint: "Check the permissions and the space of kato's state folder.")
        return CommandExecution(position: position, outcome: outcome, changes: [])
    }

    // MARK: - Audit

    /// Notes the policy's word; false when it could not be noted.
    private func isAudited(_ isAllowed: Bool, _ reason: String, _ path: String, _ session: Session) async throws -> Bool
    {
        try await isNoted(PathDecided(isAllowed: isAllowed, reason: reason, path: path, root: nil))
    }

    /// Notes what became of a command; false when it could not be noted.
    @discardableResult
    private func report(_ outcome: CommandOutcome, reason: String, _ session: Session, began: UInt64 = 0) async throws
        -> Bool
    {
        try await isNoted(
            CommandDecided(
                command: outcome.command, verdict: outcome.verdict, provider: session.key.provider,
                session: session.id, path: outcome.path, reason: reason, began: began,
                ended: emitter.nanoseconds()))
    }

    /// - Throws: only when the wait for space was given up.
    private func isNoted(_ event: some InternalEvent) async throws -> Bool {
        do {
            try await patience.run { try emitter.audit(event) }
            return true
        } catch is ObservabilityError {
            return false
        }
    }
}
