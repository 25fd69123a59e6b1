package import KatoModel
package import Logging

/// Takes what libraries log through swift-log into the operational log, as events named `library.message`.
package struct EventLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let log: OperationalLog
    private let now: @Sendable () -> Timestamp

    package init(
        label: String, log: OperationalLog, level: EventLevel, now: @escaping @Sendable () -> Timestamp
    ) {
        self.label = label
        self.log = log
        self.now = now
        logLevel = Logger.Level(rawValue: level.rawValue) ?? .info
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line; metadata of the call wins over metadata of the logger.
    package func log(event: LogEvent) {
        var fields: [(String, FieldValue)] = [
            ("label", .string(label)), ("message", .string(event.message.description)),
        ]
        let merged = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (key, value) in merged.sorted(by: { $0.key < $1.key }) {
            fields.append(("meta.\(key)", .string(value.description)))
        }
        log.write(time: now(), level: Self.level(event.level), event: "library.message", fields: fields)
    }

    private static func level(_ level: Logger.Level) -> EventLevel {
        switch level {
        case .trace, .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
