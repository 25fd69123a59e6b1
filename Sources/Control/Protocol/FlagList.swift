package import StrictJSON

/// All flags.
package struct FlagList: WireValue {
    /// Commands for which they can be asked.
    package static let commands = ["record", "capture", "export"]

    package let flags: [FlagSummary]

    package init(flags: [FlagSummary]) {
        self.flags = flags
    }

    package init(json: JSONValue) throws(ShapeError) {
        flags = try WireReader(json, "The list of flags").values("flags")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        ["flags": .list(flags)]
    }
}
