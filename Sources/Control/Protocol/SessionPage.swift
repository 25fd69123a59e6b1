package import StrictJSON

/// A part of the list of conversations, newest first.
package struct SessionPage: WireValue {
    package let sessions: [SessionSummary]
    /// Where the next page begins; `nil` on the last one.
    package let nextCursor: String?

    package init(sessions: [SessionSummary], nextCursor: String? = nil) {
        self.sessions = sessions
        self.nextCursor = nextCursor
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The page of sessions")
        sessions = try reader.values("sessions")
        nextCursor = try reader.optionalString("nextCursor")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "sessions": .list(sessions),
            "nextCursor": .text(nextCursor),
        ]
    }
}
