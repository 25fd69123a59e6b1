/// How telemetry is written.
package enum TelemetryEncoding: String, Sendable, Hashable, CaseIterable {
    case protobuf
    case json
}
