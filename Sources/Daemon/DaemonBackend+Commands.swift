import Conduit
import Digest
import FileAccess
import JSONRPC
import KatoCommands
import KatoControlProtocol
import KatoFlags
import KatoJournal
import KatoModel
import KatoObservability
import KatoPaths
import KatoRecording

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DaemonBackend {
    func startRecording(_ name: String, path: String?) async throws(ErrorObject) -> CommandSummary {
        let first: [ControlCommand] = path.map { [.initialize(path: $0)] } ?? []
        return try await command(first + [.record], name)
    }

    func capture(_ name: String, path: String?) async throws(ErrorObject) -> CommandSummary {
        try await command([.capture(path: path)], name)
    }

    func stopRecording(_ name: String) async throws(ErrorObject) -> CommandSummary {
        try await command([.stop], name)
    }

    func export(
        _ name: String, path: String?, format: String?, isPlacedByClient: Bool,
        progress: (@Sendable (WorkProgress) -> Void)?
    ) async throws(ErrorObject) -> ExportResult {
        let session = try await lookup.find(name)
        let path = path.map(expanded)
        let format = try exportFormat(format, path: path)
        // Somebody who waits for a copy can wait for the flags as well.
        for command in ["export", nil] { await parts.flags.refresh(for: session, command: command) }
        guard let path, isPlacedByClient, !gate.mayHold(path) else {
            return try await export(session, to: path ?? defaultPath(session, format), format, progress)
        }
        // Whoever calls may write where they say: the same user could copy the file there by hand. A chat cannot.
        let target = try judge(path, format, session)
        // The same name for the same place, so that a second copy begins as the first one did.
        let digest = ContentHash.sha256(Array("\(session.id.rawValue)\n\(target)".utf8))
        let file = "\(Hexadecimal.text(digest).prefix(32)).\(format.fileExtension)"
        let made = try await export(
            session, to: parts.gate.handOverDirectory + "/" + file, format, progress, isHandedOver: true)
        return ExportResult(
            path: made.path, format: made.format, blocks: made.blocks, bytes: made.bytes, target: target)
    }

    private func export(
        _ session: Session, to path: String, _ format: RecordingFormat,
        _ progress: (@Sendable (WorkProgress) -> Void)?, isHandedOver: Bool = false
    ) async throws(ErrorObject) -> ExportResult {
        let reply = await submit([.export(path: path)], session, format: format, isHandedOver: isHandedOver)
        guard [.applied, .unchanged].contains(reply.outcome.verdict), let recordingID = reply.recordingID else {
            throw refusal(reply)
        }
        if let issue = await finished(recordingID, telling: progress) {
            throw ControlErrorCode.failed.errorObject(issue.message, hint: issue.hint, reason: issue.code)
        }
        return try await answering { try await exported(recordingID, asked: reply.outcome.path) }
    }

    /// Waits for a copy, and tells how much is left of it.
    private func finished(_ recordingID: String, telling progress: (@Sendable (WorkProgress) -> Void)?) async
        -> RecordingIssue?
    {
        let recording = pipeline.recording
        guard let progress else { return await recording.finished(recordingID) }
        let ticker = ProgressTicker(clock: parts.clock, tell: progress) {
            WorkProgress(eventsLeft: (try? await parts.journal.eventsLeft(of: recordingID)) ?? 0)
        }
        return await ticker.whileRunning { await recording.finished(recordingID) }
    }

    /// Where the caller may put a copy, by the same rules as for a chat but for the folder; noted before it is said.
    private func judge(_ path: String, _ format: RecordingFormat, _ session: Session) throws(ErrorObject) -> String {
        guard let (folder, name) = place(path) else {
            throw ControlErrorCode.failed.errorObject(
                "There can be no folder for \(path).", hint: "Name another one, without .. in what is not there yet.")
        }
        switch gate.judge("\(folder)/\(name)", in: folder, format, for: session, at: LocalTime.now()) {
        case .admitted(let destination, let rule):
            try audit(PathDecided(isAllowed: true, reason: rule, path: destination.path, root: nil))
            return destination.path
        case .denied(let code, let path, let message, let hint):
            try audit(PathDecided(isAllowed: false, reason: code, path: path, root: nil))
            throw ControlErrorCode.denied.errorObject(message, hint: hint, reason: code)
        case .invalid(let error):
            throw ControlErrorCode.failed.errorObject(error.message, hint: error.hint, reason: error.code)
        case .failed, .notNeeded:
            throw ControlErrorCode.failed.errorObject("The path cannot be used.", hint: "Name another one.")
        }
    }

    private func audit(_ event: PathDecided) throws(ErrorObject) {
        do throws(ObservabilityError) {
            try parts.emitter.audit(event)
        } catch {
            throw ControlErrorCode.unavailable.errorObject(error.message, hint: error.hint, reason: error.code)
        }
    }

    private var gate: CommandGate { CommandGate(settings: parts.gate, files: parts.files) }

    // MARK: - Commands

    private func command(_ commands: [ControlCommand], _ name: String) async throws(ErrorObject) -> CommandSummary {
        let session = try await lookup.find(name)
        let reply = await submit(commands, session)
        guard [.applied, .unchanged].contains(reply.outcome.verdict) else { throw refusal(reply) }
        return CommandSummary(
            CommandRecord(
                time: LocalTime.now(), sessionID: session.id, provider: session.key.provider, isTyped: false,
                outcome: await landed(reply)))
    }

    /// Which name a capture's file has, is known when it is written.
    private func landed(_ reply: CommandReply) async -> CommandOutcome {
        guard reply.outcome.command == "capture", let recordingID = reply.recordingID else { return reply.outcome }
        _ = await pipeline.recording.finished(recordingID, orFollowing: true)
        guard let path = try? await journal.recording(recordingID)?.destination.path else { return reply.outcome }
        return reply.outcome.diverted(to: path)
    }

    /// Hands commands to their stage and waits for its word.
    private func submit(
        _ commands: [ControlCommand], _ session: Session, format: RecordingFormat = .markdown,
        isHandedOver: Bool = false
    ) async -> CommandReply {
        let (replies, continuation) = AsyncStream.makeStream(
            of: CommandReply.self, bufferingPolicy: .bufferingOldest(1))
        await pipeline.requests.send(
            CommandRequest(commands: commands, session: session.id, format: format, isHandedOver: isHandedOver) {
                reply in
                continuation.yield(reply)
                continuation.finish()
            })
        for await reply in replies { return reply }
        let outcome = CommandOutcome(
            command: commands.last?.name ?? "", verdict: .failed, path: nil, message: "The daemon is stopping.",
            hint: "Start it again and repeat the command.")
        return CommandReply(outcome: outcome, recordingID: nil)
    }

    private func refusal(_ reply: CommandReply) -> ErrorObject {
        let code: ControlErrorCode = reply.outcome.verdict == .denied ? .denied : .failed
        return code.errorObject(reply.outcome.message, hint: reply.outcome.hint, reason: reply.outcome.verdict.rawValue)
    }

    // MARK: - Export

    private func exportFormat(_ format: String?, path: String?) throws(ErrorObject) -> RecordingFormat {
        let byName = path.flatMap(RecordingFormat.init(path:))
        guard let format else { return byName ?? .markdown }
        guard let asked = RecordingFormat(rawValue: format) else {
            throw .invalidParams("The format \(format) is not known.", hint: "It is markdown, jsonl or html.")
        }
        guard byName == nil || byName == asked else {
            throw .invalidParams(
                "The format \(format) does not fit the extension of the path.",
                hint: "Leave out the format, or give a path that ends in .\(asked.fileExtension).")
        }
        return asked
    }

    /// A path as a client gave it, from the root.
    func expanded(_ path: String) -> String {
        path.hasPrefix("~/") ? parts.paths.home + path.dropFirst() : path
    }

    private func defaultPath(_ session: Session, _ format: RecordingFormat) -> String {
        gate.generatedPath(for: session, format, at: LocalTime.now())
    }

    /// The folder in which a path lies, through no link, and the name in it: none where the path is a folder itself. What
    /// of the folder is not there yet is made by whoever puts the file there, as it is for a path in a chat.
    private func place(_ path: String) -> (folder: String, name: String)? {
        if let kind = try? parts.files.status(path).kind, kind == .directory {
            return (try? parts.files.canonicalPath(path)).map { ($0, "") }
        }
        // Cut by bytes: a combining character after a slash would hide it.
        var names = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let name = names.removeLast()
        names.removeAll { $0.isEmpty || $0 == "." }
        var missing: [String] = []
        while let last = names.last {
            if let there = try? parts.files.canonicalPath("/" + names.joined(separator: "/")) {
                return (([there] + missing).joined(separator: "/"), name)
            }
            // Where it leads is not known before what stands before it is there.
            if last == ".." { return nil }
            missing.insert(last, at: 0)
            names.removeLast()
        }
        return missing.isEmpty ? nil : ("/" + missing.joined(separator: "/"), name)
    }

    private func exported(_ recordingID: String, asked: String?) async throws -> ExportResult {
        guard let info = try await journal.recording(recordingID) else {
            throw ControlErrorCode.failed.errorObject("The export is not in the journal.", hint: "Try again.")
        }
        let path = info.destination.path
        // What went while it was written is in the ledger and not in the file.
        guard try await parts.journal.ledger(of: recordingID).allSatisfy({ $0.state == .placed }) else {
            if path.hasPrefix(parts.gate.handOverDirectory + "/") { unlink(path) }
            throw ControlErrorCode.failed.errorObject(
                "A part of the export went while it was written: somebody removed or changed \(path).",
                hint: "Export it again.", reason: "export-incomplete")
        }
        let size = try parts.files.status(path).size
        let note = asked == nil || asked == path ? nil : "\(asked ?? "") holds something else, so it was left alone."
        return ExportResult(
            path: path, format: info.destination.format.rawValue, blocks: info.blocks, bytes: Int64(size), note: note)
    }
}
