import JSONRPC
import KatoControlProtocol
import KatoControlServer
import StrictJSON
import Synchronization

/// A daemon that does nothing and counts how often it was asked to.
final class RefusingBackend: ControlBackend {
    let calls = Mutex(0)

    private func refuse<Value>() throws(ErrorObject) -> Value {
        calls.withLock { $0 += 1 }
        throw ErrorObject.invalidParams("no", hint: "no")
    }

    func ping() async -> PingResult { PingResult(version: "", pid: 0) }
    func status(commands: Int?) async throws(ErrorObject) -> DaemonStatus { try refuse() }
    func reload() async throws(ErrorObject) -> ReloadResult { try refuse() }
    func stop() async { calls.withLock { $0 += 1 } }
    func sessions(limit: Int, cursor: String?, provider: String?) async throws(ErrorObject) -> SessionPage {
        try refuse()
    }
    func session(_ name: String) async throws(ErrorObject) -> SessionSummary { try refuse() }
    func events(of session: String, limit: Int, cursor: String?) async throws(ErrorObject) -> EventPage {
        try refuse()
    }
    func export(
        _ session: String, path: String?, format: String?, isPlacedByClient: Bool,
        progress: (@Sendable (WorkProgress) -> Void)?
    ) async throws(ErrorObject) -> ExportResult { try refuse() }
    func recordings(of session: String?, isOn: Bool, limit: Int, cursor: String?) async throws(ErrorObject)
        -> RecordingPage
    { try refuse() }
    func startRecording(_ session: String, path: String?) async throws(ErrorObject) -> CommandSummary {
        try refuse()
    }
    func capture(_ session: String, path: String?) async throws(ErrorObject) -> CommandSummary { try refuse() }
    func stopRecording(_ session: String) async throws(ErrorObject) -> CommandSummary { try refuse() }
    func checkSources(progress: @escaping @Sendable (WorkProgress) -> Void) async throws(ErrorObject) -> CheckReport {
        try refuse()
    }
    func repair(_ path: String, restoring: Bool) async throws(ErrorObject) -> RepairResult { try refuse() }
    func logLines(_ log: String, limit: Int, cursor: String?) async throws(ErrorObject) -> LogPage { try refuse() }
    func configuration() async throws(ErrorObject) -> JSONValue { try refuse() }
    func clean(_ request: CleanRequest) async throws(ErrorObject) -> CleanReport { try refuse() }
    func sessionID(_ name: String) async throws(ErrorObject) -> String { try refuse() }
    func flags(of session: String?, command: String?) async throws(ErrorObject) -> FlagList { try refuse() }
}
