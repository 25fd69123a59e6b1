package import JSONRPC
import KatoControlProtocol
package import KatoObservability
import StrictJSON

/// Answers request lines: decodes, audits what changes something, calls the backend, encodes. Has no rule of its own.
package struct ControlDispatcher: Sendable {
    private let backend: any ControlBackend
    private let emitter: EventEmitter
    private let responder: Responder

    package init(backend: any ControlBackend, emitter: EventEmitter, limits: Limits = Limits()) {
        self.backend = backend
        self.emitter = emitter
        responder = Responder(limits: limits)
    }

    /// The reply to one line, with its line end; `nil` when nothing may be sent.
    package func answer(_ line: [UInt8], from peer: ControlPeer) async -> [UInt8]? {
        await responder.answer(line) { request in
            do throws(ErrorObject) {
                return .success(try await self.call(request, peer))
            } catch {
                return .failure(error)
            }
        }
    }

    private func call(_ request: Request, _ peer: ControlPeer) async throws(ErrorObject) -> JSONValue {
        guard let method = ControlMethod(rawValue: request.method) else {
            let plain = ErrorObject.methodNotFound("There is no such method.")
            throw ErrorObject(
                code: plain.code, message: plain.message,
                data: ["code": "method-not-found", "hint": "Ask rpc.discover for the methods there are."])
        }
        let arguments = try ControlArguments(request.params, for: method)
        try audit(method, peer)
        return try await call(method, arguments)
    }

    private func call(_ method: ControlMethod, _ arguments: ControlArguments) async throws(ErrorObject) -> JSONValue {
        let (limit, cursor) = (arguments.limit, arguments.text("cursor"))
        switch method {
        case .daemonPing: return await backend.ping().json
        case .daemonStatus: return try await backend.status().json
        case .daemonReload: return try await backend.reload().json
        case .daemonStop:
            await backend.stop()
            return ["stopping": true]
        case .sessionsList:
            return try await backend.sessions(limit: limit, cursor: cursor, provider: arguments.text("provider")).json
        case .sessionsGet: return try await backend.session(arguments.requiredText("session")).json
        case .sessionsEvents:
            let session = try arguments.requiredText("session")
            return try await backend.events(of: session, limit: limit, cursor: cursor).json
        case .sessionsExport:
            let session = try arguments.requiredText("session")
            let (path, format) = (arguments.text("path"), arguments.text("format"))
            return try await backend.export(
                session, path: path, format: format, isPlacedByClient: arguments.text("placedBy") == "client"
            ).json
        case .recordingsList:
            return try await backend.recordings(of: arguments.text("session"), limit: limit, cursor: cursor).json
        case .recordingsStart:
            let session = try arguments.requiredText("session")
            return try await backend.startRecording(session, path: arguments.text("path")).json
        case .recordingsCapture:
            let session = try arguments.requiredText("session")
            return try await backend.capture(session, path: arguments.text("path")).json
        case .recordingsStop: return try await backend.stopRecording(arguments.requiredText("session")).json
        case .recordingsRepair:
            let path = try arguments.requiredText("path")
            return try await backend.repair(path, restoring: arguments.truth("restore")).json
        case .sourcesCheck: return try await backend.checkSources().json
        case .rpcDiscover: return OpenRPCDocument.make()
        }
    }

    /// What changes something is noted before it is done; what cannot be noted is not done.
    private func audit(_ method: ControlMethod, _ peer: ControlPeer) throws(ErrorObject) {
        let access = method.definition.access
        guard access != .read else { return }
        do throws(ObservabilityError) {
            try emitter.audit(
                ControlRequested(
                    method: method.rawValue, access: access.rawValue, peerUID: peer.uid, peerPID: peer.pid,
                    isAllowed: true, reason: "same-user")
            )
        } catch {
            throw ControlErrorCode.unavailable.errorObject(
                "The audit log cannot be written, so nothing was done.", hint: error.hint, reason: error.code)
        }
    }
}
