/// One finished span.
public struct OTLPSpan: Sendable, Hashable {
    /// What kind of work it was, by the protocol's numbers.
    public enum Kind: Int32, Sendable, Hashable {
        case `internal` = 1
        case server = 2
        case client = 3
    }

    /// 16 bytes.
    public var trace: [UInt8]
    /// 8 bytes.
    public var id: [UInt8]
    /// 8 bytes, or none for the first one of a trace.
    public var parent: [UInt8]
    public var name: String
    public var kind: Kind
    /// Nanoseconds since 1970.
    public var start: UInt64
    public var end: UInt64
    public var attributes: [String: OTLPAttribute]
    public var isError: Bool

    public init(
        trace: [UInt8], id: [UInt8], parent: [UInt8] = [], name: String, kind: Kind = .internal, start: UInt64,
        end: UInt64, attributes: [String: OTLPAttribute] = [:], isError: Bool = false
    ) {
        self.trace = trace
        self.id = id
        self.parent = parent
        self.name = name
        self.kind = kind
        self.start = start
        self.end = end
        self.attributes = attributes
        self.isError = isError
    }

    var message: OTLPMessage {
        var span = OTLPMessage()
        span.add(1, "traceId", .identifier(trace))
        span.add(2, "spanId", .identifier(id))
        span.add(4, "parentSpanId", .identifier(parent))
        span.add(5, "name", .string(name))
        span.add(6, "kind", .enumeration(kind.rawValue))
        span.add(7, "startTimeUnixNano", .fixed64(start))
        span.add(8, "endTimeUnixNano", .fixed64(end))
        span.add(9, "attributes", OTLPMessage.attributes(attributes))
        if isError {
            var status = OTLPMessage()
            status.add(3, "code", .enumeration(2))
            span.add(15, "status", .message(status))
        }
        return span
    }
}
