package import StrictJSON

/// What reading the configuration again came to.
package struct ReloadResult: WireValue {
    /// A new worker takes over; the socket stays.
    package let reloading: Bool
    /// The settings and folders that are others now.
    package let changed: [String]
    /// What stays as it is until the daemon is started anew.
    package let needsRestart: [RestartNeed]

    package init(reloading: Bool, changed: [String], needsRestart: [RestartNeed] = []) {
        self.reloading = reloading
        self.changed = changed
        self.needsRestart = needsRestart
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The answer")
        reloading = try reader.flag("reloading")
        changed = try reader.strings("changed")
        // A daemon of before this member was there.
        needsRestart = try reader.optionalJSON("needsRestart") == nil ? [] : reader.values("needsRestart")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "reloading": .bool(reloading), "changed": .array(changed.map(JSONValue.string)),
            "needsRestart": .list(needsRestart),
        ]
    }
}
