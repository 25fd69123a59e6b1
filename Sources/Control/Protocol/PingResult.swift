package import StrictJSON

/// The daemon's sign of life.
package struct PingResult: WireValue {
    package let version: String
    package let pid: Int64

    package init(version: String, pid: Int64) {
        self.version = version
        self.pid = pid
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The answer to the ping")
        version = try reader.string("version")
        pid = try reader.integer("pid")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "version": .string(version),
            "pid": .int(pid),
        ]
    }
}
