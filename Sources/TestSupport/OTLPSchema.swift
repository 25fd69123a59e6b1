package import StrictJSON

/// Reads messages of the OpenTelemetry protocol by the published definitions, and refuses whatever they do not know.
package enum OTLPSchema {
    /// What is wrong with a message.
    package struct Wrong: Error, CustomStringConvertible {
        package let description: String
    }

    /// Each message's fields: number, name in JSON, type; `*` for repeated. From opentelemetry-proto 1.
    private static let definitions = """
        logs: 1 resourceLogs *ResourceLogs
        ResourceLogs: 1 resource Resource, 2 scopeLogs *ScopeLogs, 3 schemaUrl string
        ScopeLogs: 1 scope Scope, 2 logRecords *LogRecord, 3 schemaUrl string
        LogRecord: 1 timeUnixNano fixed64, 2 severityNumber enum, 3 severityText string, 5 body AnyValue, 6 attributes *KeyValue, 7 droppedAttributesCount uint32, 9 traceId id16, 10 spanId id8, 11 observedTimeUnixNano fixed64, 12 eventName string
        traces: 1 resourceSpans *ResourceSpans
        ResourceSpans: 1 resource Resource, 2 scopeSpans *ScopeSpans, 3 schemaUrl string
        ScopeSpans: 1 scope Scope, 2 spans *Span, 3 schemaUrl string
        Span: 1 traceId id16, 2 spanId id8, 3 traceState string, 4 parentSpanId id8, 5 name string, 6 kind enum, 7 startTimeUnixNano fixed64, 8 endTimeUnixNano fixed64, 9 attributes *KeyValue, 15 status Status
        Status: 2 message string, 3 code enum
        metrics: 1 resourceMetrics *ResourceMetrics
        ResourceMetrics: 1 resource Resource, 2 scopeMetrics *ScopeMetrics, 3 schemaUrl string
        ScopeMetrics: 1 scope Scope, 2 metrics *Metric, 3 schemaUrl string
        Metric: 1 name string, 2 description string, 3 unit string, 5 gauge Gauge, 7 sum Sum, 9 histogram Histogram
        Gauge: 1 dataPoints *Number
        Sum: 1 dataPoints *Number, 2 aggregationTemporality enum, 3 isMonotonic bool
        Histogram: 1 dataPoints *HistogramPoint, 2 aggregationTemporality enum
        Number: 2 startTimeUnixNano fixed64, 3 timeUnixNano fixed64, 4 asDouble double, 6 asInt sfixed64, 7 attributes *KeyValue
        HistogramPoint: 2 startTimeUnixNano fixed64, 3 timeUnixNano fixed64, 4 count fixed64, 5 sum double, 6 bucketCounts packed64, 7 explicitBounds packedDouble, 9 attributes *KeyValue
        Resource: 1 attributes *KeyValue
        Scope: 1 name string, 2 version string
        KeyValue: 1 key string, 2 value AnyValue
        AnyValue: 1 stringValue string, 2 boolValue bool, 3 intValue int64, 4 doubleValue double, 5 arrayValue ArrayValue
        ArrayValue: 1 values *AnyValue
        """

    private typealias Field = (name: String, type: String, isRepeated: Bool)

    private static func fields(_ message: String) throws -> [UInt64: Field] {
        for line in definitions.split(separator: "\n") where line.hasPrefix(message + ":") {
            var fields: [UInt64: Field] = [:]
            for item in line.dropFirst(message.count + 1).split(separator: ",") {
                let words = item.split(separator: " ").map(String.init)
                guard words.count == 3, let number = UInt64(words[0]) else { throw Wrong(description: "table") }
                let isRepeated = words[2].hasPrefix("*")
                fields[number] = (words[1], isRepeated ? String(words[2].dropFirst()) : words[2], isRepeated)
            }
            return fields
        }
        throw Wrong(description: "There is no message \(message).")
    }

    /// A message in the form that the JSON encoding has.
    ///
    /// - Parameter message: `logs`, `traces` or `metrics` for the requests.
    package static func read(_ bytes: ArraySlice<UInt8>, as message: String) throws -> JSONValue {
        let known = try fields(message)
        var rest = bytes
        var object = JSONObject()
        while !rest.isEmpty {
            let key = try varint(&rest)
            guard let field = known[key >> 3] else { throw Wrong(description: "\(message) has no field \(key >> 3).") }
            let value = try self.value(field.type, wire: key & 7, &rest, "\(message).\(field.name)")
            if field.isRepeated {
                object[field.name] = .array((object[field.name]?.arrayValue ?? []) + [value])
            } else {
                guard object[field.name] == nil else {
                    throw Wrong(description: "\(message).\(field.name) is there twice.")
                }
                object[field.name] = value
            }
        }
        return .object(object)
    }

    private static func value(_ type: String, wire: UInt64, _ rest: inout ArraySlice<UInt8>, _ place: String) throws
        -> JSONValue
    {
        func expect(_ expected: UInt64) throws {
            if wire != expected { throw Wrong(description: "\(place) has wire type \(wire).") }
        }
        switch type {
        case "enum", "uint32", "bool", "int64":
            try expect(0)
            let number = try varint(&rest)
            if type == "bool" { return .bool(number != 0) }
            return type == "int64" ? .string("\(Int64(bitPattern: number))") : .int(Int64(number))
        case "fixed64", "sfixed64":
            try expect(1)
            let bits = try fixed(&rest)
            return .string(type == "fixed64" ? "\(bits)" : "\(Int64(bitPattern: bits))")
        case "double":
            try expect(1)
            return JSONValue(Double(bitPattern: try fixed(&rest)))
        default:
            try expect(2)
            let count = Int(try varint(&rest))
            guard count <= rest.count else { throw Wrong(description: "\(place) ends too early.") }
            let content = rest.prefix(count)
            rest = rest.dropFirst(count)
            return try delimited(type, content, place)
        }
    }

    private static func delimited(_ type: String, _ content: ArraySlice<UInt8>, _ place: String) throws -> JSONValue {
        switch type {
        case "string":
            guard let text = String(validating: content, as: UTF8.self) else {
                throw Wrong(description: "\(place) is no UTF-8.")
            }
            return .string(text)
        case "id16", "id8":
            guard content.count == (type == "id16" ? 16 : 8), content.contains(where: { $0 != 0 }) else {
                throw Wrong(description: "\(place) has \(content.count) bytes.")
            }
            let digits = Array("0123456789abcdef")
            return .string(String(content.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
        case "packed64", "packedDouble":
            var rest = content
            var values: [JSONValue] = []
            while !rest.isEmpty {
                let bits = try fixed(&rest)
                values.append(type == "packed64" ? .string("\(bits)") : JSONValue(Double(bitPattern: bits)))
            }
            return .array(values)
        default: return try read(content, as: type)
        }
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { throw Wrong(description: "A number ends too early.") }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw Wrong(description: "A number is too long.")
    }

    private static func fixed(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
        guard rest.count >= 8 else { throw Wrong(description: "A number ends too early.") }
        let value = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(8)
        return value
    }
}
