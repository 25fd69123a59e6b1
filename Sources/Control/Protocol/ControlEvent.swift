package import KatoModel
package import StrictJSON

/// Something that happened in the daemon, as subscribers are told. Holds no text of a conversation.
package struct ControlEvent: WireValue {
    /// What sort of thing happened. Subscribers choose among the first four.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A conversation began or went on.
        case session
        /// A command was carried out or refused.
        case command
        /// A recording began, ended, paused, went on, or moved to another file.
        case recording
        /// Something went wrong, or is well again.
        case problem
        /// Events are missing here: ask for the status anew.
        case resync

        /// What can be asked for.
        package static let topics: [Kind] = [.session, .command, .recording, .problem]
    }

    package let kind: Kind
    package let time: Timestamp
    /// Further members, by kind.
    package let data: JSONValue

    package init(kind: Kind, time: Timestamp, data: JSONValue) {
        self.kind = kind
        self.time = time
        self.data = data
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The event")
        // What a newer daemon tells besides can only be answered by looking anew.
        kind = Kind(rawValue: try reader.string("type")) ?? .resync
        time = try reader.time("time")
        data = try reader.json("data")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        ["type": .string(kind.rawValue), "time": .time(time), "data": data]
    }
}
