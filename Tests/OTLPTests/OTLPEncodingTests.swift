import Foundation
import KatoTestSupport
import OTLP
import StrictJSON
import Testing

@Suite struct OTLPEncodingTests {
    private static let source = OTLPSource(
        resource: [
            "service.name": .string("kato"), "n": .int(-5), "b": .bool(false), "d": .double(0.5),
            "l": .strings(["a", ""]),
        ],
        scope: "kato", version: "1", schemaURL: "https://opentelemetry.io/schemas/1.37.0")
    private static let trace = (1...16).map { UInt8($0) }
    private static let span = (1...8).map { UInt8($0) }

    /// Each signal with everything that can stand in it, zeros and empty texts included.
    static let requests: [(signal: OTLPSignal, message: OTLPMessage)] = [
        (
            .logs,
            source.request(logs: [
                OTLPLog(
                    time: 1_774_915_200_000_000_001, severity: 13, severityText: "warning",
                    eventName: "kato.recording.paused",
                    attributes: ["kato.path": .string("/é/\u{0}\n"), "z": .int(0), "m": .int(.min), "e": .string("")]),
                OTLPLog(time: 0, severity: 5, severityText: "", eventName: "x", attributes: [:]),
            ])
        ),
        (
            .traces,
            source.request(spans: [
                OTLPSpan(
                    trace: trace, id: span, parent: span, name: "kato.append", kind: .server,
                    start: 1_774_915_200_000_000_000, end: 1_774_915_200_000_000_009, attributes: ["a": .bool(true)],
                    isError: true), OTLPSpan(trace: trace, id: span, name: "root", start: 1, end: 2),
            ])
        ),
        (
            .metrics,
            source.request(
                metrics: [
                    OTLPMetric(name: "kato.events", unit: "{event}", value: .sum(0), attributes: ["k": .string("v")]),
                    OTLPMetric(name: "g", unit: "By", value: .gauge(-3)),
                    OTLPMetric(
                        name: "h", unit: "s", value: .histogram(counts: [1, 0, 2], bounds: [0.005, 10], sum: 0)),
                ], start: 1, time: 1_774_915_200_000_000_000)
        ),
    ]

    @Test(arguments: requests)
    func `both encodings say the same, by the published definitions`(signal: OTLPSignal, message: OTLPMessage) throws {
        let read = try OTLPSchema.read(message.protobuf[...], as: signal.rawValue)
        #expect(Self.sorted(read) == Self.sorted(message.json))
    }

    @Test func `the reader of the definitions refuses what they do not know`() {
        #expect(throws: OTLPSchema.Wrong.self) { try OTLPSchema.read([0x12, 0x00], as: "logs") }
        #expect(throws: OTLPSchema.Wrong.self) { try OTLPSchema.read([0x08, 0x00], as: "logs") }
        #expect(throws: OTLPSchema.Wrong.self) { try OTLPSchema.read([0x0A, 0x05, 0x0A], as: "logs") }
    }

    @Test(arguments: requests)
    func `the official package reads both encodings as one message, and writes the same bytes`(
        signal: OTLPSignal, message: OTLPMessage
    ) throws {
        guard let python = Self.python else {
            try Test.cancel("no Python with opentelemetry-proto, which make test installs from PyPI")
        }
        let folder = try TemporaryDirectory()
        let binary = try folder.write(message.protobuf, to: "message.bin")
        let json = try folder.write(message.json.text(), to: "message.json")
        let (module, type) = Self.types[signal] ?? ("", "")
        let script = """
            import sys, json, base64
            from google.protobuf import json_format
            from opentelemetry.proto.collector.\(module).v1.\(module)_service_pb2 import Export\(type)ServiceRequest as M
            def ids(v):
                if isinstance(v, dict):
                    return {k: base64.b64encode(bytes.fromhex(x)).decode() if k in ('traceId', 'spanId', 'parentSpanId')
                            else ids(x) for k, x in v.items()}
                return [ids(x) for x in v] if isinstance(v, list) else v
            data = open(sys.argv[1], 'rb').read()
            a = M(); a.ParseFromString(data)
            assert a.SerializeToString() == data, 'bytes differ'
            b = json_format.ParseDict(ids(json.load(open(sys.argv[2]))), M())
            assert a == b, 'encodings differ'
            print('same')
            """
        #expect(try Self.output(python, ["-c", script, binary, json]).contains("same"))
    }

    private static let types: [OTLPSignal: (String, String)] = [
        .logs: ("logs", "Logs"), .traces: ("trace", "Trace"), .metrics: ("metrics", "Metrics"),
    ]

    private static let python = ["python3", "/usr/bin/python3"].first {
        (try? output($0, ["-c", "import opentelemetry.proto.collector.logs.v1.logs_service_pb2"])) != nil
    }

    /// Where `scripts/bootstrap.sh tests` puts it.
    private static let packages = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/oracle").path

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": packages]) { $1 }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self)
    }

    /// The order of members says nothing.
    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.sorted { $0.key < $1.key }.map {
                        .init(key: $0.key, value: sorted($0.value))
                    }))
        case .array(let items): .array(items.map(sorted))
        default: value
        }
    }
}
