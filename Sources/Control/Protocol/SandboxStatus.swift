package import StrictJSON

/// How far the kernel keeps the daemon to its folders.
package struct SandboxStatus: WireValue {
    /// How much is in force. An open set: a newer daemon may have more.
    package struct State: RawRepresentable, Sendable, Hashable {
        /// Files, programs and sockets are restricted.
        package static let enforced = State(rawValue: "enforced")
        /// Some of it is missing; ``SandboxStatus/problems`` says what.
        package static let partial = State(rawValue: "partial")
        /// The kernel has none of it.
        package static let unavailable = State(rawValue: "unavailable")
        /// The configuration turns it off.
        package static let off = State(rawValue: "off")

        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// `auto`, `required` or `off`, as the configuration says.
    package var mode: String
    package var state: State
    /// The kernel's Landlock interface; 0 where it has none or was not asked.
    package var landlock: Int
    /// Files are restricted by Landlock.
    package var files: Bool
    /// TCP is restricted by Landlock; sockets of all other families by the filter.
    package var network: Bool
    /// The filter of system calls is in place.
    package var systemCalls: Bool
    package var noNewPrivileges: Bool
    /// Folders of the user's in which the daemon may write.
    package var writable: [String]
    /// The agents' folders and its own settings, which it may only read.
    package var readable: [String]
    /// What is missing, in words.
    package var problems: [String]

    package init(
        mode: String, state: State, landlock: Int = 0, files: Bool = false, network: Bool = false,
        systemCalls: Bool = false, noNewPrivileges: Bool = false, writable: [String] = [], readable: [String] = [],
        problems: [String] = []
    ) {
        self.mode = mode
        self.state = state
        self.landlock = landlock
        self.files = files
        self.network = network
        self.systemCalls = systemCalls
        self.noNewPrivileges = noNewPrivileges
        self.writable = writable
        self.readable = readable
        self.problems = problems
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The status's member sandbox")
        mode = try reader.string("mode")
        state = State(rawValue: try reader.string("state"))
        landlock = try reader.count("landlock")
        files = try reader.flag("files")
        network = try reader.flag("network")
        systemCalls = try reader.flag("systemCalls")
        noNewPrivileges = try reader.flag("noNewPrivileges")
        writable = try reader.strings("writable")
        readable = try reader.strings("readable")
        problems = try reader.strings("problems")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "mode": .string(mode),
            "state": .string(state.rawValue),
            "landlock": .count(landlock),
            "files": .bool(files),
            "network": .bool(network),
            "systemCalls": .bool(systemCalls),
            "noNewPrivileges": .bool(noNewPrivileges),
            "writable": .array(writable.map(JSONValue.string)),
            "readable": .array(readable.map(JSONValue.string)),
            "problems": .array(problems.map(JSONValue.string)),
        ]
    }
}
