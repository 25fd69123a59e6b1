/// The daemon is ready.
package struct DaemonStarted: InternalEvent {
    package let version: String
    package let pid: Int32
    package let socketPath: String

    package init(version: String, pid: Int32, socketPath: String) {
        self.version = version
        self.pid = pid
        self.socketPath = socketPath
    }

    package var name: String { "daemon.started" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("version", .string(version)), ("pid", .number(pid)), ("socketPath", .string(socketPath))]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: "started") }
}

/// The daemon begins to stop.
package struct DaemonStopping: InternalEvent {
    package let pid: Int32
    /// What asked for it: a signal, a method or a failed service.
    package let reason: String

    package init(pid: Int32, reason: String) {
        self.pid = pid
        self.reason = reason
    }

    package var name: String { "daemon.stopping" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("pid", .number(pid))]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: reason) }
}

/// A decision was carried out without its audit line, where that line was no condition.
package struct AuditLineLost: InternalEvent {
    /// Name of the event that is missing in the audit log.
    package let lost: String
    package let reason: String

    package init(lost: String, reason: String) {
        self.lost = lost
        self.reason = reason
    }

    package var name: String { "audit.line.lost" }
    package var level: EventLevel { .error }
    package var fields: [(String, FieldValue)] {
        [("lost", .string(lost)), ("reason", .string(reason))]
    }
}

/// Old things were removed, because somebody asked for it.
package struct StateCleaned: InternalEvent {
    package let logs: Int
    package let recordings: Int
    package let sessions: Int

    package init(logs: Int, recordings: Int, sessions: Int) {
        self.logs = logs
        self.recordings = recordings
        self.sessions = sessions
    }

    package var name: String { "state.cleaned" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("logs", .number(logs)), ("recordings", .number(recordings)), ("sessions", .number(sessions))]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: "asked") }
}
