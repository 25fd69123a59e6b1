package import KatoModel
package import StrictJSON

/// How the daemon is doing, at a glance.
package struct DaemonStatus: WireValue {
    /// Version of the shapes on the wire; ``KatoVersion/schema``.
    package var schemaVersion: Int64 = Int64(KatoVersion.schema)
    package var version: String
    package var pid: Int64
    package var startedAt: Timestamp
    package var socketPath: String
    /// Conversations known.
    package var totalSessions: Int
    /// Conversations that are going on.
    package var activeSessions: Int
    /// Recordings that are on.
    package var activeRecordings: Int
    package var problems: [Problem]
    /// Newest first.
    package var lastCommands: [CommandSummary]
    package var ingest: IngestStatus
    /// Memory in RAM, in bytes; 0 when unknown.
    package var residentBytes: Int64
    /// How far the kernel keeps the daemon to its folders; `nil` from a daemon that does not say.
    package var sandbox: SandboxStatus?
    /// How telemetry goes; empty where nothing is sent.
    package var telemetry: [TelemetryStatus] = []

    package init(
        version: String = KatoVersion.current, pid: Int64, startedAt: Timestamp, socketPath: String, totalSessions: Int,
        activeSessions: Int, activeRecordings: Int, problems: [Problem], lastCommands: [CommandSummary],
        ingest: IngestStatus, residentBytes: Int64, sandbox: SandboxStatus? = nil
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.socketPath = socketPath
        self.totalSessions = totalSessions
        self.activeSessions = activeSessions
        self.activeRecordings = activeRecordings
        self.problems = problems
        self.lastCommands = lastCommands
        self.ingest = ingest
        self.residentBytes = residentBytes
        self.sandbox = sandbox
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The status")
        schemaVersion = try reader.integer("schemaVersion")
        version = try reader.string("version")
        pid = try reader.integer("pid")
        startedAt = try reader.time("startedAt")
        socketPath = try reader.string("socketPath")
        let sessions = try WireReader(reader.json("sessions"), "The status's member sessions")
        totalSessions = try sessions.count("total")
        activeSessions = try sessions.count("active")
        activeRecordings = try WireReader(reader.json("recordings"), "The status's member recordings").count("active")
        problems = try reader.values("problems")
        lastCommands = try reader.values("lastCommands")
        ingest = try IngestStatus(json: reader.json("ingest"))
        residentBytes = try WireReader(reader.json("memory"), "The status's member memory").integer("residentBytes")
        let sandbox = try? reader.json("sandbox")
        self.sandbox = try sandbox.map { json throws(ShapeError) in try SandboxStatus(json: json) }
        telemetry = try reader.optionalJSON("telemetry") == nil ? [] : reader.values("telemetry")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "schemaVersion": .int(schemaVersion),
            "version": .string(version),
            "pid": .int(pid),
            "startedAt": .time(startedAt),
            "socketPath": .string(socketPath),
            "sessions": ["total": .count(totalSessions), "active": .count(activeSessions)],
            "recordings": ["active": .count(activeRecordings)],
            "problems": .list(problems),
            "lastCommands": .list(lastCommands),
            "ingest": ingest.json,
            "memory": ["residentBytes": .int(residentBytes)],
            "sandbox": sandbox?.json ?? .null,
            "telemetry": .list(telemetry),
        ]
    }
}
