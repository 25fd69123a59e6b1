package import StrictJSON

/// How far the daemon is with reading the agents' files.
package struct IngestStatus: WireValue {
    /// What the reading is about. An open set: a newer daemon may have more.
    package struct State: RawRepresentable, Sendable, Hashable {
        /// What was there before is being read.
        package static let indexing = State(rawValue: "indexing")
        /// Everything is read; only what is added now is waited for.
        package static let live = State(rawValue: "live")

        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    package let state: State
    package let filesWaiting: Int
    package let bytesWaiting: Int64

    package init(state: State, filesWaiting: Int, bytesWaiting: Int64) {
        self.state = state
        self.filesWaiting = filesWaiting
        self.bytesWaiting = bytesWaiting
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The status's member ingest")
        state = State(rawValue: try reader.string("state"))
        filesWaiting = try reader.count("filesWaiting")
        bytesWaiting = try reader.integer("bytesWaiting")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "state": .string(state.rawValue),
            "filesWaiting": .count(filesWaiting),
            "bytesWaiting": .int(bytesWaiting),
        ]
    }
}
