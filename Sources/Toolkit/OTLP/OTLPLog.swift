/// One log record; with an event name it is an event.
public struct OTLPLog: Sendable, Hashable {
    /// Nanoseconds since 1970.
    public var time: UInt64
    /// 5 debug, 9 info, 10 info2, 13 warning, 17 error.
    public var severity: Int32
    public var severityText: String
    public var eventName: String
    public var attributes: [String: OTLPAttribute]

    public init(
        time: UInt64, severity: Int32, severityText: String, eventName: String, attributes: [String: OTLPAttribute]
    ) {
        self.time = time
        self.severity = severity
        self.severityText = severityText
        self.eventName = eventName
        self.attributes = attributes
    }

    var message: OTLPMessage {
        var record = OTLPMessage()
        record.add(1, "timeUnixNano", .fixed64(time))
        record.add(2, "severityNumber", .enumeration(severity))
        record.add(3, "severityText", .string(severityText))
        record.add(5, "body", .message(OTLPMessage(.string(eventName))))
        record.add(6, "attributes", OTLPMessage.attributes(attributes))
        record.add(11, "observedTimeUnixNano", .fixed64(time))
        record.add(12, "eventName", .string(eventName))
        return record
    }
}
