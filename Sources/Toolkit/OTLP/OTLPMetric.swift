/// One series of a metric at one moment, added up since a start.
public struct OTLPMetric: Sendable, Hashable {
    /// What is known of the values.
    public enum Value: Sendable, Hashable {
        case sum(Int64)
        case gauge(Int64)
        /// `counts` has one more than `bounds`: the last one counts what is above all of them.
        case histogram(counts: [UInt64], bounds: [Double], sum: Double)
    }

    public var name: String
    public var unit: String
    public var value: Value
    public var attributes: [String: OTLPAttribute]

    public init(name: String, unit: String, value: Value, attributes: [String: OTLPAttribute] = [:]) {
        self.name = name
        self.unit = unit
        self.value = value
        self.attributes = attributes
    }

    /// `AGGREGATION_TEMPORALITY_CUMULATIVE`.
    private static let cumulative: Int32 = 2

    /// - Parameters:
    ///   - start: since when values were added up, nanoseconds since 1970.
    ///   - time: now.
    func message(start: UInt64, time: UInt64) -> OTLPMessage {
        var metric = OTLPMessage()
        metric.add(1, "name", .string(name))
        metric.add(3, "unit", .string(unit))
        var point = OTLPMessage()
        var data = OTLPMessage()
        if case .gauge = value {} else { point.add(2, "startTimeUnixNano", .fixed64(start)) }
        point.add(3, "timeUnixNano", .fixed64(time))
        switch value {
        case .sum(let number), .gauge(let number):
            point.choose(6, "asInt", .signedFixed64(number))
            point.add(7, "attributes", OTLPMessage.attributes(attributes))
        case .histogram(let counts, let bounds, let sum):
            point.add(4, "count", .fixed64(counts.reduce(0, +)))
            point.choose(5, "sum", .double(sum))
            point.add(6, "bucketCounts", .fixed64s(counts))
            point.add(7, "explicitBounds", .doubles(bounds))
            point.add(9, "attributes", OTLPMessage.attributes(attributes))
        }
        data.add(1, "dataPoints", .messages([point]))
        switch value {
        case .gauge: metric.choose(5, "gauge", .message(data))
        case .sum:
            data.add(2, "aggregationTemporality", .enumeration(Self.cumulative))
            data.add(3, "isMonotonic", .bool(true))
            metric.choose(7, "sum", .message(data))
        case .histogram:
            data.add(2, "aggregationTemporality", .enumeration(Self.cumulative))
            metric.choose(9, "histogram", .message(data))
        }
        return metric
    }
}
