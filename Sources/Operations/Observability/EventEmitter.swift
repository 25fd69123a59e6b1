package import KatoModel

/// Where events go in: the one way into every log.
package struct EventEmitter: Sendable {
    private let operational: OperationalLog?
    private let auditLog: AuditLog?
    private let minimumLevel: EventLevel
    private let system: SystemLog?
    private let sanitize: @Sendable (String) -> String
    private let now: @Sendable () -> Timestamp
    /// The time in nanoseconds since 1970, for spans; 0 where nobody wants to know.
    package let nanoseconds: @Sendable () -> UInt64
    private let observer: (@Sendable (any InternalEvent, Timestamp) -> Void)?

    /// - Parameters:
    ///   - minimumLevel: what is below stays out of the operational log. The audit log takes everything.
    ///   - system: the service manager's log, where there is one.
    ///   - sanitize: what becomes of every text before it is written: a path may hold a secret.
    ///   - now: the time that lines carry.
    ///   - observer: sees every event, whatever its level. Must not wait.
    package init(
        operational: OperationalLog?, audit: AuditLog?, minimumLevel: EventLevel = .info,
        system: SystemLog? = nil, sanitize: @escaping @Sendable (String) -> String = { $0 },
        now: @escaping @Sendable () -> Timestamp,
        nanoseconds: @escaping @Sendable () -> UInt64 = { 0 },
        observer: (@Sendable (any InternalEvent, Timestamp) -> Void)? = nil
    ) {
        self.nanoseconds = nanoseconds
        self.system = system
        self.observer = observer
        self.operational = operational
        auditLog = audit
        self.minimumLevel = minimumLevel
        self.sanitize = sanitize
        self.now = now
    }

    /// Keeps nothing: for tests, and for a program that has no logs.
    package static let discarding = EventEmitter(
        operational: nil, audit: nil, now: { Timestamp(milliseconds: 0) })

    /// Lines that the operational log had to drop.
    package var droppedCount: Int { operational?.droppedCount ?? 0 }

    /// Writes to the operational log, and an event with a decision to the audit log too, as well as it can.
    ///
    /// Where the audit line is a condition for going on, call ``audit(_:)``.
    package func emit(_ event: some InternalEvent) {
        let time = now()
        if let audit = event.audit {
            do throws(ObservabilityError) {
                try auditLog?.write(time: time, event: event.name, audit: audit, fields: fields(of: event))
            } catch {
                log(AuditLineLost(lost: event.name, reason: error.code), at: time)
            }
        }
        log(event, at: time)
    }

    /// Writes to the audit log, then to the operational log. The caller must not go on when it throws.
    package func audit(_ event: some InternalEvent) throws(ObservabilityError) {
        guard let audit = event.audit else { throw .undecided(event.name) }
        let time = now()
        try auditLog?.write(time: time, event: event.name, audit: audit, fields: fields(of: event))
        log(event, at: time)
    }

    private func fields(of event: some InternalEvent) -> [(String, FieldValue)] {
        event.fields.map { name, value in
            if case .string(let text) = value { (name, .string(sanitize(text))) } else { (name, value) }
        }
    }

    private func log(_ event: some InternalEvent, at time: Timestamp) {
        observer?(event, time)
        guard event.level >= minimumLevel || system?.takes(event.level) == true else { return }
        var fields = fields(of: event)
        if let audit = event.audit {
            fields.append(("decision", .string(audit.decision.rawValue)))
            if !fields.contains(where: { $0.0 == "reason" }) { fields.append(("reason", .string(audit.reason))) }
        }
        if event.level >= minimumLevel {
            operational?.write(time: time, level: event.level, event: event.name, fields: fields)
        }
        system?.write(level: event.level, event: event.name, fields: fields)
    }
}
