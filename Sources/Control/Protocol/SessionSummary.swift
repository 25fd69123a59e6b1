package import KatoModel
package import StrictJSON

/// A conversation, as lists show it.
package struct SessionSummary: WireValue {
    /// kato's id.
    package let id: String
    /// The first eight characters of the id: what people type.
    package let shortID: String
    package let provider: String
    /// The agent's own id.
    package let nativeID: String
    package let title: String?
    /// The folder the agent works in.
    package let cwd: String?
    package let gitBranch: String?
    package let models: [String]
    package let startedAt: Timestamp?
    package let lastEventAt: Timestamp?
    /// Messages of the user.
    package let turns: Int
    package let events: Int
    package let state: SessionActivity
    package let recordings: [RecordingSummary]

    package init(
        id: String, shortID: String, provider: String, nativeID: String, title: String? = nil, cwd: String? = nil,
        gitBranch: String? = nil, models: [String], startedAt: Timestamp? = nil, lastEventAt: Timestamp? = nil,
        turns: Int, events: Int, state: SessionActivity, recordings: [RecordingSummary]
    ) {
        self.id = id
        self.shortID = shortID
        self.provider = provider
        self.nativeID = nativeID
        self.title = title
        self.cwd = cwd
        self.gitBranch = gitBranch
        self.models = models
        self.startedAt = startedAt
        self.lastEventAt = lastEventAt
        self.turns = turns
        self.events = events
        self.state = state
        self.recordings = recordings
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The session")
        id = try reader.string("id")
        shortID = try reader.string("shortId")
        provider = try reader.string("provider")
        nativeID = try reader.string("nativeId")
        title = try reader.optionalString("title")
        cwd = try reader.optionalString("cwd")
        gitBranch = try reader.optionalString("gitBranch")
        models = try reader.strings("models")
        startedAt = try reader.optionalTime("startedAt")
        lastEventAt = try reader.optionalTime("lastEventAt")
        turns = try reader.count("turns")
        events = try reader.count("events")
        state = SessionActivity(rawValue: try reader.string("state"))
        recordings = try reader.values("recordings")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "id": .string(id),
            "shortId": .string(shortID),
            "provider": .string(provider),
            "nativeId": .string(nativeID),
            "title": .text(title),
            "cwd": .text(cwd),
            "gitBranch": .text(gitBranch),
            "models": .array(models.map(JSONValue.string)),
            "startedAt": .time(startedAt),
            "lastEventAt": .time(lastEventAt),
            "turns": .count(turns),
            "events": .count(events),
            "state": .string(state.rawValue),
            "recordings": .list(recordings),
        ]
    }
}
