import StrictJSON

/// What a check found.
struct DoctorFinding: Sendable, Hashable {
    /// How bad it is.
    enum State: String, Sendable, Hashable {
        case good
        /// It works, but not as well as it could.
        case warning
        case failed
        /// It could not be looked at, or does not apply here.
        case skipped
    }

    let name: String
    let state: State
    /// One sentence: what was seen.
    let detail: String
    /// One sentence: what to do; `nil` where nothing has to be done.
    var remedy: String?

    init(_ name: String, _ state: State, _ detail: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.detail = detail
        self.remedy = remedy
    }

    var json: JSONValue {
        [
            "name": .string(name), "state": .string(state.rawValue), "detail": .string(detail),
            "remedy": remedy.map(JSONValue.string) ?? .null,
        ]
    }
}
