package import HTTPClient
package import KatoConfiguration
import KatoModel
package import OTLP

/// What is sent where, from the configuration and the standard `OTEL_` variables. Those choose how to send and can turn
/// parts off; only the configuration turns sending on, because agents have the same variables for themselves.
package struct TelemetrySettings: Sendable {
    package let endpoints: [OTLPSignal: HTTPEndpoint]
    package let headers: [(name: String, value: String)]
    package let encoding: OTLPHTTPTransport.Encoding
    package let timeoutMilliseconds: Int64
    /// The file of certificates to trust with TLS; `nil` for the system's.
    package let certificates: String?
    package let serviceName: String
    package let resource: [String: String]
    /// The most items of a signal that wait.
    package let queueLimit: Int
    package let interval: Duration
    package let metricInterval: Duration
    package let conversations: ConversationTelemetry
    /// Variables that could not be obeyed, as sentences.
    package let problems: [String]

    /// `nil` when nothing is to be sent.
    package init?(_ config: KatoConfig.Telemetry, environment: [String: String]) {
        let variables = OTelVariables(environment)
        guard config.isEnabled, !variables.isTrue("OTEL_SDK_DISABLED") else { return nil }
        let wanted: [OTLPSignal: Bool] = [.logs: config.logs, .metrics: config.metrics, .traces: config.traces]
        var problems: [String] = []
        var endpoints: [OTLPSignal: HTTPEndpoint] = [:]
        for signal in OTLPSignal.allCases where wanted[signal] == true && !variables.isTurnedOff(signal) {
            endpoints[signal] = variables.endpoint(signal, base: config.endpoint, problems: &problems)
        }
        guard !endpoints.isEmpty else { return nil }
        self.endpoints = endpoints
        encoding = variables.encoding(config.encoding, problems: &problems)
        headers = variables.headers
        timeoutMilliseconds = variables.number("OTEL_EXPORTER_OTLP_TIMEOUT", 1...600_000) ?? 10_000
        certificates = variables["OTEL_EXPORTER_OTLP_CERTIFICATE"]
        resource = variables.pairs("OTEL_RESOURCE_ATTRIBUTES")
        serviceName = variables["OTEL_SERVICE_NAME"] ?? resource["service.name"] ?? "kato"
        queueLimit = Int(variables.number("OTEL_BLRP_MAX_QUEUE_SIZE", 1...1_000_000) ?? 2048)
        interval = .milliseconds(variables.number("OTEL_BLRP_SCHEDULE_DELAY", 10...600_000) ?? 1000)
        metricInterval = .milliseconds(variables.number("OTEL_METRIC_EXPORT_INTERVAL", 10...3_600_000) ?? 60_000)
        conversations = endpoints[.traces] == nil ? .off : config.conversations
        self.problems = problems
    }

    /// The ports that are connected to.
    package var ports: [UInt16] { Set(endpoints.values.map { UInt16($0.port) }).sorted() }
}
