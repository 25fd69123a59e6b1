package import StrictJSON

/// A part of a conversation, in its order.
package struct EventPage: WireValue {
    package let events: [EventSummary]
    /// Where the next page begins; `nil` on the last one.
    package let nextCursor: String?

    package init(events: [EventSummary], nextCursor: String? = nil) {
        self.events = events
        self.nextCursor = nextCursor
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The page of events")
        events = try reader.values("events")
        nextCursor = try reader.optionalString("nextCursor")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "events": .list(events),
            "nextCursor": .text(nextCursor),
        ]
    }
}
