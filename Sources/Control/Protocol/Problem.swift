package import KatoModel
package import StrictJSON

/// Something that is not as it should be and that somebody can act on.
package struct Problem: WireValue {
    /// A stable word for programs.
    package let code: String
    /// One sentence: what is wrong.
    package let message: String
    /// One sentence: what to do.
    package let hint: String?
    package let since: Timestamp
    /// The file concerned.
    package let path: String?

    package init(code: String, message: String, hint: String? = nil, since: Timestamp, path: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.since = since
        self.path = path
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The problem")
        code = try reader.string("code")
        message = try reader.string("message")
        hint = try reader.optionalString("hint")
        since = try reader.time("since")
        path = try reader.optionalString("path")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "code": .string(code),
            "message": .string(message),
            "hint": .text(hint),
            "since": .time(since),
            "path": .text(path),
        ]
    }
}
