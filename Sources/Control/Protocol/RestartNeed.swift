package import StrictJSON

/// Something that a reload cannot take in, and why.
package struct RestartNeed: WireValue {
    /// A setting's key, or `program`.
    package let what: String
    /// One sentence: why it waits for a restart.
    package let reason: String

    package init(what: String, reason: String) {
        self.what = what
        self.reason = reason
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The need for a restart")
        what = try reader.string("what")
        reason = try reader.string("reason")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        ["what": .string(what), "reason": .string(reason)]
    }
}
