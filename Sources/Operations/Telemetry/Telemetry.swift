package import KatoModel
package import KatoObservability
package import OTLP
import Synchronization

/// Takes events and sends what follows from them. Whoever emits an event never waits for it.
package final class Telemetry: Sendable {
    package let settings: TelemetrySettings
    private let logs: OTLPQueue<OTLPLog>
    private let spans: OTLPQueue<OTLPSpan>
    private let points: OTLPQueue<[OTLPMetric]>
    private let metrics = MetricStore()
    private let builder: SpanBuilder
    private let source: OTLPSource
    private let transport: any OTLPTransport
    private let logExporter: OTLPExporter<OTLPLog>
    private let spanExporter: OTLPExporter<OTLPSpan>
    private let metricExporter: OTLPExporter<[OTLPMetric]>
    private let clock: any Clock<Duration>
    private let sanitize: @Sendable (String) -> String
    /// Events below are no log records; they count and have spans.
    private let minimumLevel: EventLevel

    /// - Parameters:
    ///   - instance: what tells this installation from others.
    ///   - minimumLevel: the least level of log records.
    ///   - sanitize: what becomes of every text: a path may hold a secret.
    ///   - nanoseconds: the time since 1970.
    package init(
        _ settings: TelemetrySettings, instance: String, transport: any OTLPTransport, retry: OTLPRetry = OTLPRetry(),
        clock: any Clock<Duration> = ContinuousClock(), minimumLevel: EventLevel = .info,
        sanitize: @escaping @Sendable (String) -> String,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 1 ... .max) },
        nanoseconds: @escaping @Sendable () -> UInt64
    ) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        self.sanitize = sanitize
        self.minimumLevel = minimumLevel
        builder = SpanBuilder(random: random)
        let source = Self.source(settings, instance)
        self.source = source
        let start = nanoseconds()
        logs = OTLPQueue(limit: settings.endpoints[.logs] == nil ? 0 : settings.queueLimit)
        spans = OTLPQueue(limit: settings.endpoints[.traces] == nil ? 0 : settings.queueLimit)
        // A snapshot holds everything before it: one that waits is enough.
        points = OTLPQueue(limit: 1)
        logExporter = OTLPExporter(
            .logs, logs, transport: transport, retry: retry, interval: settings.interval, clock: clock
        ) {
            source.request(logs: $0)
        }
        spanExporter = OTLPExporter(
            .traces, spans, transport: transport, retry: retry, interval: settings.interval, clock: clock
        ) { source.request(spans: $0) }
        metricExporter = OTLPExporter(
            .metrics, points, transport: transport, retry: retry, interval: settings.interval, clock: clock
        ) { source.request(metrics: $0.flatMap(\.self), start: start, time: nanoseconds()) }
    }

    /// Takes an event.
    package func take(_ event: any InternalEvent, at time: Timestamp) {
        let attributes = attributes(event)
        if settings.endpoints[.logs] != nil, event.level >= minimumLevel {
            logs.add(
                OTLPLog(
                    time: UInt64(clamping: time.milliseconds) * 1_000_000, severity: Self.severity(event.level),
                    severityText: event.level.rawValue, eventName: "kato." + event.name, attributes: attributes))
        }
        if settings.endpoints[.traces] != nil {
            for span in builder.spans(event, attributes) { spans.add(span) }
        }
        if settings.endpoints[.metrics] != nil {
            metrics.add(
                EventMetric(
                    "kato.events", .counter, unit: "{event}", 1,
                    ["kato.event": event.name, "kato.level": event.level.rawValue]))
            for metric in event.metrics { metrics.add(metric) }
        }
    }

    /// Takes spans that were made elsewhere.
    package func take(_ made: [OTLPSpan]) {
        for span in made { spans.add(span) }
    }

    /// Sends until it is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            if settings.endpoints[.logs] != nil { group.addTask { await self.logExporter.run() } }
            if settings.endpoints[.traces] != nil { group.addTask { await self.spanExporter.run() } }
            if settings.endpoints[.metrics] != nil {
                group.addTask { await self.metricExporter.run() }
                group.addTask { await self.measure() }
            }
        }
    }

    /// How it goes, by signal.
    package func tallies() -> [TelemetryTally] {
        let all = [
            tally(.logs, logExporter.tally, dropped: logs.dropped), tally(.metrics, metricExporter.tally, dropped: 0),
            tally(.traces, spanExporter.tally, dropped: spans.dropped),
        ]
        return all.filter { settings.endpoints[$0.signal] != nil }
    }

    private func tally<Item>(_ signal: OTLPSignal, _ tally: OTLPExporter<Item>.Tally, dropped: Int) -> TelemetryTally {
        TelemetryTally(signal: signal, sent: tally.sent, dropped: dropped, lost: tally.lost, problem: tally.problem)
    }

    // MARK: - Parts

    private func measure() async {
        while !Task.isCancelled {
            try? await clock.sleep(for: settings.metricInterval)
            points.add(metrics.current())
        }
    }

    private func attributes(_ event: any InternalEvent) -> [String: OTLPAttribute] {
        var attributes: [String: OTLPAttribute] = [:]
        for (name, value) in event.fields {
            let key = name == "session" ? "gen_ai.conversation.id" : "kato." + name
            switch value {
            case .string(let text): attributes[key] = .string(sanitize(text))
            case .int(let number): attributes[key] = .int(number)
            case .bool(let truth): attributes[key] = .bool(truth)
            }
        }
        if let audit = event.audit {
            attributes["kato.decision"] = .string(audit.decision.rawValue)
            attributes["kato.reason"] = .string(audit.reason)
        }
        return attributes
    }

    private static func source(_ settings: TelemetrySettings, _ instance: String) -> OTLPSource {
        var resource = settings.resource.mapValues(OTLPAttribute.string)
        resource["service.name"] = .string(settings.serviceName)
        resource["service.version"] = .string(KatoVersion.current)
        resource["service.instance.id"] = .string(instance)
        return OTLPSource(
            resource: resource, scope: "kato", version: KatoVersion.current,
            schemaURL: "https://opentelemetry.io/schemas/1.37.0")
    }

    /// By the log data model.
    private static func severity(_ level: EventLevel) -> Int32 {
        switch level {
        case .debug: 5
        case .info: 9
        case .notice: 10
        case .warning: 13
        case .error: 17
        }
    }
}
