package import StrictJSON

/// Something about one file that a check found.
package struct CheckFinding: WireValue {
    package let path: String
    /// `records-missing`, `bytes-unaccounted` or `unreadable`; of what is only skipped `unfinished-line`,
    /// `line-cut` or `not-read-yet`.
    package let reason: String
    /// How many records or bytes it is about.
    package let count: Int
    /// Where in the file the first of them is.
    package let offset: UInt64?
    /// What reading had to say.
    package let detail: String?

    package init(path: String, reason: String, count: Int = 1, offset: UInt64? = nil, detail: String? = nil) {
        self.path = path
        self.reason = reason
        self.count = count
        self.offset = offset
        self.detail = detail
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The finding")
        path = try reader.string("path")
        reason = try reader.string("reason")
        count = try reader.count("count")
        offset = try reader.optionalCount("offset").map { UInt64(max(0, $0)) }
        detail = try reader.optionalString("detail")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "path": .string(path), "reason": .string(reason), "count": .count(count),
            "offset": offset.map { .int(Int64(clamping: $0)) } ?? .null, "detail": .text(detail),
        ]
    }
}
