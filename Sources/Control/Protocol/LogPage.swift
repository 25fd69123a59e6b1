package import StrictJSON

/// Lines of a log, the oldest first.
package struct LogPage: WireValue {
    /// Each is the object that stands in the log.
    package let lines: [JSONValue]
    /// Leads to the lines before these; `nil` when there are none.
    package let nextCursor: String?

    package init(lines: [JSONValue], nextCursor: String?) {
        self.lines = lines
        self.nextCursor = nextCursor
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The page of the log")
        lines = try reader.list("lines")
        nextCursor = try reader.optionalString("nextCursor")
    }

    /// The members, in camelCase.
    package var json: JSONValue { ["lines": .array(lines), "nextCursor": .text(nextCursor)] }
}
