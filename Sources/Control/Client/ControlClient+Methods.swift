package import KatoControlProtocol
package import StrictJSON

extension ControlClient {
    /// `daemon.ping`
    package func ping() throws(ControlClientError) -> PingResult {
        try call(.daemonPing)
    }

    /// `daemon.status`
    package func status(commands: Int? = nil) throws(ControlClientError) -> DaemonStatus {
        try call(.daemonStatus, ["commands": Self.value(commands)])
    }

    /// `daemon.reload`: another worker may take over after the answer.
    package func reload() throws(ControlClientError) -> ReloadResult {
        try call(.daemonReload)
    }

    /// `daemon.stop`: the daemon goes on for a moment after the answer.
    package func stop() throws(ControlClientError) {
        _ = try call(ControlMethod.daemonStop.rawValue)
    }

    /// `sessions.list`
    package func sessions(limit: Int? = nil, cursor: String? = nil, provider: String? = nil) throws(ControlClientError)
        -> SessionPage
    {
        try call(
            .sessionsList, ["limit": Self.value(limit), "cursor": Self.value(cursor), "provider": Self.value(provider)])
    }

    /// `sessions.get`
    package func session(_ name: String) throws(ControlClientError) -> SessionSummary {
        try call(.sessionsGet, ["session": .string(name)])
    }

    /// `sessions.events`
    package func events(of session: String, limit: Int? = nil, cursor: String? = nil) throws(ControlClientError)
        -> EventPage
    {
        try call(
            .sessionsEvents, ["session": .string(session), "limit": Self.value(limit), "cursor": Self.value(cursor)])
    }

    /// `sessions.export`: waits as long as the writing takes. An answer with a `target` is for the caller to place.
    package func export(_ session: String, path: String? = nil, format: String? = nil) throws(ControlClientError)
        -> ExportResult
    {
        try call(
            .sessionsExport,
            [
                "session": .string(session), "path": Self.value(path), "format": Self.value(format),
                "placedBy": "client", "progress": .bool(onProgress != nil),
            ], isPatient: true)
    }

    /// `sources.check`: waits as long as the reading takes.
    package func checkSources() throws(ControlClientError) -> CheckReport {
        try call(.sourcesCheck, ["progress": .bool(onProgress != nil)], isPatient: true)
    }

    /// `recordings.list`
    package func recordings(
        of session: String? = nil, isOn: Bool = false, limit: Int? = nil, cursor: String? = nil
    ) throws(ControlClientError) -> RecordingPage {
        try call(
            .recordingsList,
            [
                "session": Self.value(session), "active": .bool(isOn), "limit": Self.value(limit),
                "cursor": Self.value(cursor),
            ])
    }

    /// `recordings.repair`: waits as long as the writing takes.
    package func repair(_ path: String, restoring: Bool) throws(ControlClientError) -> RepairResult {
        try call(.recordingsRepair, ["path": .string(path), "restore": .bool(restoring)], isPatient: true)
    }

    /// `state.clean`: waits as long as the removing takes.
    package func clean(_ request: CleanRequest) throws(ControlClientError) -> CleanReport {
        try call(
            .stateClean,
            [
                "logs": .bool(request.logs), "recordings": Self.value(request.recordingDays),
                "sessions": Self.value(request.sessionDays), "dryRun": .bool(request.isDryRun),
            ], isPatient: true)
    }

    /// `events.subscribe`, to everything. Events come from then on; see ``discardEvents()``.
    package func subscribe() throws(ControlClientError) -> String? {
        try call(ControlMethod.eventsSubscribe.rawValue)["subscription"]?.stringValue
    }

    /// `config.get`
    package func configuration() throws(ControlClientError) -> JSONValue {
        try call(ControlMethod.configGet.rawValue)
    }

    /// `flags.list`
    package func flags(of session: String? = nil, command: String? = nil) throws(ControlClientError) -> FlagList {
        try call(.flagsList, ["session": Self.value(session), "command": Self.value(command)])
    }

    private func call<Value: WireValue>(_ method: ControlMethod, _ params: JSONObject = [:], isPatient: Bool = false)
        throws(ControlClientError) -> Value
    {
        let given = JSONObject(members: params.members.filter { !$0.value.isNull })
        let json = try call(
            method.rawValue, params: given.isEmpty ? nil : .object(given), isPatient: isPatient)
        do throws(ShapeError) {
            return try Value(json: json)
        } catch {
            throw .unreadable(error)
        }
    }

    private static func value(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    private static func value(_ number: Int?) -> JSONValue {
        number.map { .int(Int64($0)) } ?? .null
    }
}
