/// Who tells: what every message of one process has in common.
public struct OTLPSource: Sendable, Hashable {
    /// Attributes of the resource: `service.name` and so on.
    public var resource: [String: OTLPAttribute]
    /// The name and version of what measured.
    public var scope: String
    public var version: String
    /// Which conventions the names follow.
    public var schemaURL: String

    public init(resource: [String: OTLPAttribute], scope: String, version: String, schemaURL: String) {
        self.resource = resource
        self.scope = scope
        self.version = version
        self.schemaURL = schemaURL
    }

    /// An `ExportLogsServiceRequest`.
    public func request(logs: [OTLPLog]) -> OTLPMessage {
        request(("resourceLogs", "scopeLogs", "logRecords"), logs.map(\.message))
    }

    /// An `ExportTraceServiceRequest`.
    public func request(spans: [OTLPSpan]) -> OTLPMessage {
        request(("resourceSpans", "scopeSpans", "spans"), spans.map(\.message))
    }

    /// An `ExportMetricsServiceRequest`.
    public func request(metrics: [OTLPMetric], start: UInt64, time: UInt64) -> OTLPMessage {
        request(
            ("resourceMetrics", "scopeMetrics", "metrics"), metrics.map { $0.message(start: start, time: time) })
    }

    /// The three requests have the same numbers and differ in names.
    private func request(_ names: (resource: String, scope: String, items: String), _ items: [OTLPMessage])
        -> OTLPMessage
    {
        var scope = OTLPMessage()
        scope.add(1, "name", .string(self.scope))
        scope.add(2, "version", .string(version))
        var scoped = OTLPMessage()
        scoped.add(1, "scope", .message(scope))
        scoped.add(2, names.items, .messages(items))
        scoped.add(3, "schemaUrl", .string(schemaURL))
        var resource = OTLPMessage()
        resource.add(1, "attributes", OTLPMessage.attributes(self.resource))
        var whole = OTLPMessage()
        whole.add(1, "resource", .message(resource))
        whole.add(2, names.scope, .messages([scoped]))
        whole.add(3, "schemaUrl", .string(schemaURL))
        var request = OTLPMessage()
        request.add(1, names.resource, .messages([whole]))
        return request
    }
}
