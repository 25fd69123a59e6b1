import KatoModel

extension MethodParameter {
    static let session = MethodParameter(
        name: "session", kind: .text, isRequired: true,
        summary: "The agent's id, kato's id, a unique beginning of either, or provider/beginning.")
    static let optionalSession = MethodParameter(
        name: "session", kind: .text, isRequired: false, summary: "Only what concerns this conversation.")
    static let conversation = MethodParameter(
        name: "session", kind: .text, isRequired: false, summary: "As for this conversation.")
    static let command = MethodParameter(
        name: "command", kind: .choice(FlagList.commands), isRequired: false, summary: "As for this command.")
    static let limit = MethodParameter(
        name: "limit", kind: .integer(ControlLimits.pageSizes, standard: ControlLimits.defaultPageSize),
        isRequired: false, summary: "How many to answer at most.")
    static let cursor = MethodParameter(
        name: "cursor", kind: .text, isRequired: false, summary: "nextCursor of the page before.")
    static let active = MethodParameter(
        name: "active", kind: .flag, isRequired: false, summary: "Only recordings that are on.")
    static let commands = MethodParameter(
        name: "commands", kind: .integer(ControlLimits.pageSizes, standard: ControlLimits.shownCommands),
        isRequired: false, summary: "How many of the last commands to tell at most.")
    static let provider = MethodParameter(
        name: "provider", kind: .text, isRequired: false, summary: "Only conversations with this agent.")
    static let path = MethodParameter(
        name: "path", kind: .path, isRequired: false,
        summary: "A directory means: choose a name in it. Without it, kato chooses the place.")
    static let placedBy = MethodParameter(
        name: "placedBy", kind: .choice(["daemon", "client"]), isRequired: false,
        summary: "client: a path outside of the allowed folders is answered with a file for the caller to put there.")
    static let recordedPath = MethodParameter(
        name: "path", kind: .path, isRequired: true, summary: "A recorded file.")
    static let restore = MethodParameter(
        name: "restore", kind: .flag, isRequired: false,
        summary: "Whether blocks that are missing are put back at the end of the file.")
    static let format = MethodParameter(
        name: "format", kind: .choice(RecordingFormat.allCases.map(\.rawValue)), isRequired: false,
        summary: "What to write. Without it the path's extension decides.")
    static let types = MethodParameter(
        name: "types", kind: .words(ControlEvent.Kind.topics.map(\.rawValue)), isRequired: false,
        summary: "Which events; all without it.")
    static let resume = MethodParameter(
        name: "resume", kind: .text, isRequired: false,
        summary: "The last `resume` that was received. What cannot be made up for is told by an event `resync`.")
    static let subscription = MethodParameter(
        name: "subscription", kind: .text, isRequired: true, summary: "What events.subscribe answered.")
    static let log = MethodParameter(
        name: "log", kind: .choice(["operational", "audit"]), isRequired: false,
        summary: "Which log; operational without it.")
    static let logs = MethodParameter(
        name: "logs", kind: .flag, isRequired: false,
        summary: "Remove the operational log. The audit log is never removed.")
    static let recordingDays = MethodParameter(
        name: "recordings", kind: .days, isRequired: false,
        summary: "Remove recordings that ended so many days ago, where the file still is what kato wrote.")
    static let sessionDays = MethodParameter(
        name: "sessions", kind: .days, isRequired: false,
        summary: "Remove from the journal conversations in which nothing happened for so many days.")
    static let progress = MethodParameter(
        name: "progress", kind: .flag, isRequired: false,
        summary:
            "Whether notifications `progress` come before the answer, with `filesLeft` and `bytesLeft` or with `eventsLeft`."
    )
    static let dryRun = MethodParameter(
        name: "dryRun", kind: .flag, isRequired: false, summary: "Only list what would be removed.")
}
