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
    /// What its requests to models cost.
    package let tokens: TokenTotals
    /// Days until the agent deletes its own file; `nil` when it never does, or has already.
    package let daysLeft: Int?
    package let state: SessionActivity
    package let recordings: [RecordingSummary]

    package init(
        id: String, shortID: String, provider: String, nativeID: String, title: String? = nil, cwd: String? = nil,
        gitBranch: String? = nil, models: [String], startedAt: Timestamp? = nil, lastEventAt: Timestamp? = nil,
        turns: Int, events: Int, tokens: TokenTotals = TokenTotals(), daysLeft: Int? = nil, state: SessionActivity,
        recordings: [RecordingSummary]
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
        self.tokens = tokens
        self.daysLeft = daysLeft
        self.state = state
        self.recordings = recordings
    }

    /// The name of the folder the agent works in.
    package var project: String? {
        cwd?.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
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
        tokens = if let json = try reader.optionalJSON("tokens") { try TokenTotals(json: json) } else { TokenTotals() }
        daysLeft = try reader.optionalCount("daysLeft")
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
            "project": .text(project),
            "cwd": .text(cwd),
            "gitBranch": .text(gitBranch),
            "models": .array(models.map(JSONValue.string)),
            "startedAt": .time(startedAt),
            "lastEventAt": .time(lastEventAt),
            "turns": .count(turns),
            "events": .count(events),
            "tokens": tokens.json,
            "daysLeft": daysLeft.map(JSONValue.count) ?? .null,
            "state": .string(state.rawValue),
            "recordings": .list(recordings),
        ]
    }
}
