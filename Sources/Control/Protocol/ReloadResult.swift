package import StrictJSON

/// What reading the configuration again came to.
package struct ReloadResult: WireValue {
    /// A new worker takes over; the socket stays.
    package let reloading: Bool
    /// The settings and folders that are others now.
    package let changed: [String]

    package init(reloading: Bool, changed: [String]) {
        self.reloading = reloading
        self.changed = changed
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The answer")
        reloading = try reader.flag("reloading")
        changed = try reader.strings("changed")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        ["reloading": .bool(reloading), "changed": .array(changed.map(JSONValue.string))]
    }
}
