package import JSONRPC
package import KatoControlProtocol
package import StrictJSON

/// What the daemon has to offer so that the control server can answer. The daemon implements it.
///
/// Errors are ``ErrorObject``s already: what a user can act on is known where the request is carried out.
package protocol ControlBackend: Sendable {
    func ping() async -> PingResult

    /// - Parameter commands: how many of the last commands it tells; the usual number when nothing is given.
    func status(commands: Int?) async throws(ErrorObject) -> DaemonStatus

    /// Reads the configuration again. When another worker is to take over, it does after the answer was sent.
    func reload() async throws(ErrorObject) -> ReloadResult

    /// Returns at once; the daemon ends after the answer was sent.
    func stop() async

    func sessions(limit: Int, cursor: String?, provider: String?) async throws(ErrorObject) -> SessionPage

    func session(_ name: String) async throws(ErrorObject) -> SessionSummary

    func events(of session: String, limit: Int, cursor: String?) async throws(ErrorObject) -> EventPage

    /// Returns when the file is complete.
    ///
    /// - Parameters:
    ///   - isPlacedByClient: the caller puts the file at a path that the daemon may not write to.
    ///   - progress: told now and then how much is left.
    func export(
        _ session: String, path: String?, format: String?, isPlacedByClient: Bool,
        progress: (@Sendable (WorkProgress) -> Void)?
    ) async throws(ErrorObject) -> ExportResult

    /// Reads all sources again; returns when all were compared.
    ///
    /// - Parameter progress: told now and then how much is left.
    func checkSources(progress: @escaping @Sendable (WorkProgress) -> Void) async throws(ErrorObject) -> CheckReport

    /// - Parameter isOn: whether only those that are on are listed.
    func recordings(of session: String?, isOn: Bool, limit: Int, cursor: String?) async throws(ErrorObject)
        -> RecordingPage

    func flags(of session: String?, command: String?) async throws(ErrorObject) -> FlagList

    func startRecording(_ session: String, path: String?) async throws(ErrorObject) -> CommandSummary

    func capture(_ session: String, path: String?) async throws(ErrorObject) -> CommandSummary

    func stopRecording(_ session: String) async throws(ErrorObject) -> CommandSummary

    /// Returns when everything that was to be put back stands in the file.
    func repair(_ path: String, restoring: Bool) async throws(ErrorObject) -> RepairResult

    func logLines(_ log: String, limit: Int, cursor: String?) async throws(ErrorObject) -> LogPage

    func configuration() async throws(ErrorObject) -> JSONValue

    /// Returns when everything was removed.
    func clean(_ request: CleanRequest) async throws(ErrorObject) -> CleanReport

    /// kato's id of the conversation that a name means.
    func sessionID(_ name: String) async throws(ErrorObject) -> String
}
