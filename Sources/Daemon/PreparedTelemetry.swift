import KatoTelemetry
import OTLP

/// Where telemetry goes, looked up while names could be.
struct PreparedTelemetry: Sendable {
    let settings: TelemetrySettings
    let transport: OTLPHTTPTransport

    /// `nil` when nothing is to be sent.
    init?(_ settings: TelemetrySettings?) {
        guard let settings else { return nil }
        self.settings = settings
        transport = OTLPHTTPTransport(
            endpoints: settings.endpoints, headers: settings.headers, encoding: settings.encoding,
            milliseconds: settings.timeoutMilliseconds, certificates: settings.certificates)
    }
}
