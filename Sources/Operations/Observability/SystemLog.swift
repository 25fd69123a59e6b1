package import SystemdNotify

/// The service manager's log: journald, with each field of an event as a field of the entry.
package struct SystemLog: Sendable {
    private let socket: JournalSocket
    private let minimumLevel: EventLevel

    package init(socket: JournalSocket, minimumLevel: EventLevel) {
        self.socket = socket
        self.minimumLevel = minimumLevel
    }

    /// Whether events of `level` go there.
    func takes(_ level: EventLevel) -> Bool { level >= minimumLevel }

    /// Writes one entry, if its level is high enough. `fileName` becomes `KATO_FILE_NAME`.
    func write(level: EventLevel, event: String, fields: [(String, FieldValue)]) {
        guard takes(level) else { return }
        let texts = fields.map { ($0.0, $0.1.text) }
        let message = ([event] + texts.map { "\($0)=\($1)" }).joined(separator: " ")
        socket.send(
            [
                ("MESSAGE", message), ("PRIORITY", "\(Self.priority(level))"), ("SYSLOG_IDENTIFIER", "katod"),
                ("KATO_EVENT", event),
            ] + texts.map { (Self.name($0.0), $0.1) })
    }

    /// By syslog(3).
    private static func priority(_ level: EventLevel) -> Int {
        switch level {
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug: 7
        }
    }

    private static func name(_ field: String) -> String {
        "KATO_" + field.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }
}
