import KatoModel

extension MethodParameter {
    static let session = MethodParameter(
        name: "session", kind: .text, isRequired: true,
        summary: "The agent's id, kato's id, a unique beginning of either, or provider/beginning.")
    static let optionalSession = MethodParameter(
        name: "session", kind: .text, isRequired: false, summary: "Only recordings of this conversation.")
    static let limit = MethodParameter(
        name: "limit", kind: .integer(ControlLimits.pageSizes, standard: ControlLimits.defaultPageSize),
        isRequired: false, summary: "How many to answer at most.")
    static let cursor = MethodParameter(
        name: "cursor", kind: .text, isRequired: false, summary: "nextCursor of the page before.")
    static let provider = MethodParameter(
        name: "provider", kind: .text, isRequired: false, summary: "Only conversations with this agent.")
    static let path = MethodParameter(
        name: "path", kind: .text, isRequired: false,
        summary: "An absolute path; a directory means: choose a name in it. Without it, kato chooses the place.")
    static let placedBy = MethodParameter(
        name: "placedBy", kind: .choice(["daemon", "client"]), isRequired: false,
        summary: "client: a path outside of the allowed folders is answered with a file for the caller to put there.")
    static let recordedPath = MethodParameter(
        name: "path", kind: .text, isRequired: true, summary: "The absolute path of a recorded file.")
    static let restore = MethodParameter(
        name: "restore", kind: .truth, isRequired: false,
        summary: "Whether blocks that are missing are put back at the end of the file.")
    static let format = MethodParameter(
        name: "format", kind: .choice(RecordingFormat.allCases.map(\.rawValue)), isRequired: false,
        summary: "What to write. Without it the path's extension decides.")
}
