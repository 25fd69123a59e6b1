package import JSONRPC
import KatoControlProtocol
package import KatoObservability
import SocketServer
import StrictJSON
import TaskLoop

/// Answers request lines: decodes, audits what changes something, calls the backend, encodes. Has no rule of its own.
package struct ControlDispatcher: Sendable {
    private let backend: any ControlBackend
    private let emitter: EventEmitter
    private let responder: Responder
    private let events: EventSubscriber?

    /// - Parameter hub: where subscribers are told from; `nil` where nobody can subscribe.
    package init(backend: any ControlBackend, emitter: EventEmitter, hub: EventHub? = nil, limits: Limits = Limits()) {
        self.backend = backend
        self.emitter = emitter
        events = hub.map { EventSubscriber(hub: $0, backend: backend) }
        responder = Responder(limits: limits)
    }

    /// The reply to one line, with its line end; `nil` when nothing may be sent.
    package func answer(_ line: [UInt8], from client: ControlConnection) async -> [UInt8]? {
        let line = responder.read(line)
        if Self.isMoment(line) { return await answer(line, from: client) }
        // Whoever calls may serve others on the same thread.
        return await apart { await answer(line, from: client) }
    }

    /// Whether the answer takes no longer than going to another thread does.
    private static func isMoment(_ line: IncomingLine) -> Bool {
        switch line {
        case .empty, .single(.failure): true
        case .single(.success(let request)): request.method == ControlMethod.daemonPing.rawValue
        case .batch: false
        }
    }

    private func answer(_ line: IncomingLine, from client: ControlConnection) async -> [UInt8]? {
        await responder.answer(line) { request in
            let began = self.emitter.nanoseconds()
            do throws(ErrorObject) {
                let value = try await self.call(request, client)
                self.note(request, nil, since: began)
                return .success(value)
            } catch {
                self.note(request, error, since: began)
                return .failure(error)
            }
        }
    }

    /// A name that is no method's is not repeated: it is whatever somebody sent.
    private func note(_ request: Request, _ error: ErrorObject?, since began: UInt64) {
        emitter.emit(
            ControlAnswered(
                method: ControlMethod(rawValue: request.method) == nil ? "unknown" : request.method,
                errorCode: error.map { Int($0.code) }, began: began, ended: emitter.nanoseconds()))
    }

    private func call(_ request: Request, _ client: ControlConnection) async throws(ErrorObject) -> JSONValue {
        guard let method = ControlMethod(rawValue: request.method) else {
            throw .methodNotFound("There is no such method.", hint: "Ask rpc.discover for the methods there are.")
        }
        let arguments = try ControlArguments(request.params, for: method)
        try audit(method, client)
        // What changes something is finished, whoever is there; what is only asked ends with whoever asked.
        guard method.definition.access == .read, method != .daemonPing else {
            return try await call(method, arguments, client)
        }
        return try await client.whileConnected { () async -> Result<JSONValue, ErrorObject> in
            do throws(ErrorObject) {
                return .success(try await self.call(method, arguments, client))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private func call(_ method: ControlMethod, _ arguments: ControlArguments, _ client: ControlConnection)
        async throws(ErrorObject) -> JSONValue
    {
        switch method {
        case .daemonPing: return await backend.ping().json
        case .daemonStatus: return try await backend.status(commands: arguments.integer("commands")).json
        case .daemonReload: return try await backend.reload().json
        case .daemonStop:
            await backend.stop()
            return ["stopping": true]
        case .eventsSubscribe: return try await subscriber().subscribe(arguments, client)
        case .eventsUnsubscribe: return try subscriber().unsubscribe(arguments, client)
        case .logsRecent:
            let log = arguments.text("log") ?? "operational"
            return try await backend.logLines(log, limit: arguments.limit, cursor: arguments.text("cursor")).json
        case .configGet: return try await backend.configuration()
        case .stateClean: return try await backend.clean(CleanRequest(arguments)).json
        case .sourcesCheck:
            let isTold = arguments.flag("progress")
            return try await backend.checkSources { if isTold { client.tell($0) } }.json
        case .rpcDiscover: return OpenRPCDocument.make()
        case .sessionsList, .sessionsGet, .sessionsEvents, .sessionsExport, .recordingsList, .recordingsStart,
            .recordingsCapture, .recordingsStop, .recordingsRepair, .flagsList:
            return try await callAboutConversations(method, arguments, client)
        }
    }

    private func subscriber() throws(ErrorObject) -> EventSubscriber {
        guard let events else {
            throw ControlErrorCode.unavailable.errorObject(
                "Nobody can subscribe here.", hint: "Start the daemon with kato start.")
        }
        return events
    }

    private func callAboutConversations(
        _ method: ControlMethod, _ arguments: ControlArguments, _ client: ControlConnection
    ) async throws(ErrorObject) -> JSONValue {
        let (limit, cursor) = (arguments.limit, arguments.text("cursor"))
        switch method {
        case .sessionsList:
            return try await backend.sessions(limit: limit, cursor: cursor, provider: arguments.text("provider")).json
        case .sessionsGet: return try await backend.session(arguments.requiredText("session")).json
        case .sessionsEvents:
            let session = try arguments.requiredText("session")
            return try await backend.events(of: session, limit: limit, cursor: cursor).json
        case .sessionsExport:
            let session = try arguments.requiredText("session")
            let (path, format) = (arguments.text("path"), arguments.text("format"))
            let tell: @Sendable (WorkProgress) -> Void = { client.tell($0) }
            return try await backend.export(
                session, path: path, format: format, isPlacedByClient: arguments.text("placedBy") == "client",
                progress: arguments.flag("progress") ? tell : nil
            ).json
        case .recordingsList:
            return try await backend.recordings(
                of: arguments.text("session"), isOn: arguments.flag("active"), limit: limit, cursor: cursor
            ).json
        case .recordingsStart:
            let session = try arguments.requiredText("session")
            return try await backend.startRecording(session, path: arguments.text("path")).json
        case .recordingsCapture:
            let session = try arguments.requiredText("session")
            return try await backend.capture(session, path: arguments.text("path")).json
        case .recordingsStop: return try await backend.stopRecording(arguments.requiredText("session")).json
        case .recordingsRepair:
            let path = try arguments.requiredText("path")
            return try await backend.repair(path, restoring: arguments.flag("restore")).json
        case .flagsList:
            return try await backend.flags(of: arguments.text("session"), command: arguments.text("command")).json
        default: throw .internalError("The method is not about conversations.")
        }
    }

    /// What changes something is noted before it is done; what cannot be noted is not done.
    private func audit(_ method: ControlMethod, _ client: ControlConnection) throws(ErrorObject) {
        let access = method.definition.access
        guard access != .read else { return }
        let peer = client.peer
        let mayChange = client.mayChange()
        do throws(ObservabilityError) {
            try emitter.audit(
                ControlRequested(
                    method: method.rawValue, access: access.rawValue, peerUID: peer.uid, peerPID: peer.pid,
                    peerExecutable: peer.executable, isAllowed: mayChange,
                    reason: mayChange ? "same-user" : "too-many-requests"))
        } catch {
            throw ControlErrorCode.unavailable.errorObject(
                "The audit log cannot be written, so nothing was done.", hint: error.hint, reason: error.code)
        }
        guard mayChange else {
            throw ControlErrorCode.busy.errorObject(
                "This connection changes too much at once, so nothing was done.",
                hint: "Make at most \(ControlLimits.mutationsPerSecond) such requests a second.",
                reason: "too-many-requests")
        }
    }
}
