import HTTPClient
import KatoConfiguration
import KatoTelemetry
import OTLP
import Testing

@Suite struct TelemetrySettingsTests {
    private static func settings(
        _ environment: [String: String] = [:], _ change: (inout KatoConfig.Telemetry) -> Void = { _ in }
    ) -> TelemetrySettings? {
        var config = KatoConfig.Telemetry()
        config.isEnabled = true
        change(&config)
        return TelemetrySettings(config, environment: environment)
    }

    @Test func `nothing is sent unless the configuration says so, whatever the environment says`() {
        let environment = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1", "OTEL_LOGS_EXPORTER": "otlp"]
        #expect(TelemetrySettings(KatoConfig.Telemetry(), environment: environment) == nil)
        #expect(Self.settings(["OTEL_SDK_DISABLED": "true"]) == nil)
        #expect(Self.settings { ($0.logs, $0.metrics, $0.traces) = (false, false, false) } == nil)
    }

    @Test func `the defaults are those of the specification`() throws {
        let settings = try #require(Self.settings())
        #expect(settings.endpoints[.logs]?.path == "/v1/logs" && settings.endpoints[.metrics]?.port == 4318)
        #expect(settings.ports == [4318] && settings.encoding == .protobuf && settings.timeoutMilliseconds == 10_000)
        #expect(settings.queueLimit == 2048 && settings.interval == .seconds(1) && settings.serviceName == "kato")
        #expect(settings.metricInterval == .seconds(60) && settings.conversations == .off && settings.problems.isEmpty)
    }

    @Test func `the standard variables are obeyed`() throws {
        let settings = try #require(
            Self.settings([
                "OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1/base",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://t:2/own",
                "OTEL_METRICS_EXPORTER": "none", "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json",
                "OTEL_EXPORTER_OTLP_HEADERS": "api-key=a%20b, x=1,bad", "OTEL_EXPORTER_OTLP_TIMEOUT": "500",
                "OTEL_SERVICE_NAME": "mine", "OTEL_RESOURCE_ATTRIBUTES": "team=a,service.name=other",
                "OTEL_BLRP_MAX_QUEUE_SIZE": "9", "OTEL_BLRP_SCHEDULE_DELAY": "0",
            ]))
        #expect(settings.endpoints[.logs]?.path == "/base/v1/logs" && settings.endpoints[.traces]?.path == "/own")
        #expect(settings.endpoints[.metrics] == nil && settings.ports == [1, 2] && settings.encoding == .json)
        #expect(settings.headers.map(\.name) == ["api-key", "x"] && settings.headers.first?.value == "a b")
        #expect(settings.timeoutMilliseconds == 500 && settings.serviceName == "mine" && settings.queueLimit == 9)
        #expect(settings.resource["team"] == "a" && settings.interval == .seconds(1))
    }

    @Test func `what cannot be obeyed is told`() throws {
        let settings = try #require(
            Self.settings([
                "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "ftp://h",
            ]))
        #expect(settings.problems.count == 2 && settings.endpoints[.logs] == nil && settings.endpoints[.traces] != nil)
    }
}
