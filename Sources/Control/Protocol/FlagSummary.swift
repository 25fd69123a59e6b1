package import StrictJSON

/// A flag, its value, and why it has it.
package struct FlagSummary: WireValue {
    package let flag: String
    package let value: String
    /// What it decides.
    package let summary: String
    /// `STATIC`, `DEFAULT` or `TARGETING_MATCH`, as OpenFeature calls them.
    package let reason: String
    /// The line of the configuration that decided.
    package let source: String

    package init(flag: String, value: String, summary: String, reason: String, source: String) {
        self.flag = flag
        self.value = value
        self.summary = summary
        self.reason = reason
        self.source = source
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The flag")
        flag = try reader.string("flag")
        value = try reader.string("value")
        summary = try reader.string("summary")
        reason = try reader.string("reason")
        source = try reader.string("source")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "flag": .string(flag), "value": .string(value), "summary": .string(summary), "reason": .string(reason),
            "source": .string(source),
        ]
    }
}
