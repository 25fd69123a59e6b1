package import StrictJSON

/// A flag, its value, and why it has it.
package struct FlagSummary: WireValue {
    package let flag: String
    package let value: String
    /// What it decides.
    package let summary: String
    /// As OpenFeature calls it: `STATIC`, `DEFAULT` or `TARGETING_MATCH` where the configuration decided, `CACHED` or
    /// `STALE` where the flag service did, `ERROR` where neither could.
    package let reason: String
    /// The line of the configuration that decided, or the flag service with the name of the variant.
    package let source: String
    /// Why the flag service did not decide, as OpenFeature calls it: `PROVIDER_NOT_READY`, `FLAG_NOT_FOUND`, …
    package let errorCode: String?
    /// The same in a sentence.
    package let errorMessage: String?

    package init(
        flag: String, value: String, summary: String, reason: String, source: String, errorCode: String? = nil,
        errorMessage: String? = nil
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
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
        errorCode = try reader.optionalString("errorCode")
        errorMessage = try reader.optionalString("errorMessage")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "flag": .string(flag), "value": .string(value), "summary": .string(summary), "reason": .string(reason),
            "source": .string(source), "errorCode": .text(errorCode), "errorMessage": .text(errorMessage),
        ]
    }
}
