package import StrictJSON

/// A part of the list of recordings, newest first.
package struct RecordingPage: WireValue {
    package let recordings: [RecordingSummary]
    /// Where the next page begins; `nil` on the last one.
    package let nextCursor: String?

    package init(recordings: [RecordingSummary], nextCursor: String? = nil) {
        self.recordings = recordings
        self.nextCursor = nextCursor
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The page of recordings")
        recordings = try reader.values("recordings")
        nextCursor = try reader.optionalString("nextCursor")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "recordings": .list(recordings),
            "nextCursor": .text(nextCursor),
        ]
    }
}
