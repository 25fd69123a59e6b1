import KatoControlProtocol
import KatoModel
import KatoObservability
import StrictJSON

/// What subscribers of the control socket are told of the daemon's internal events.
enum ControlEventProjection {
    /// Nothing for events that are no concern of theirs.
    static func events(_ event: any InternalEvent, at time: Timestamp) -> [ControlEvent] {
        func told(_ kind: ControlEvent.Kind, _ data: JSONValue) -> ControlEvent {
            ControlEvent(kind: kind, time: time, data: data)
        }
        func recording(_ state: String, _ path: String, reason: String? = nil) -> ControlEvent {
            told(.recording, ["state": .string(state), "path": .string(path), "reason": text(reason)])
        }
        func problem(_ state: String, _ code: String, _ path: String?) -> ControlEvent {
            told(.problem, ["state": .string(state), "code": .string(code), "path": text(path)])
        }
        return switch event {
        case let grew as SessionGrew:
            [told(.session, ["session": .string(grew.session.rawValue), "newEvents": .int(Int64(grew.newEvents))])]
        case let decided as CommandDecided: commandEvents(decided, at: time)
        case let paused as RecordingPaused:
            [recording("paused", paused.path, reason: paused.reason), problem("begun", paused.reason, paused.path)]
        case let resumed as RecordingResumed:
            [recording("resumed", resumed.path), problem("over", "recording", resumed.path)]
        case let diverted as RecordingDiverted:
            [told(.recording, ["state": "diverted", "path": .string(diverted.to), "from": .string(diverted.from)])]
        case let failed as JournalWriteFailed: [problem("begun", failed.reason, failed.path)]
        case let resumed as JournalWriteResumed: [problem("over", "journal", resumed.path)]
        default: []
        }
    }

    private static func commandEvents(_ decided: CommandDecided, at time: Timestamp) -> [ControlEvent] {
        // History is no news.
        if [.historic, .replayed].contains(decided.verdict) { return [] }
        let command = ControlEvent(
            kind: .command, time: time,
            data: [
                "session": .string(decided.session.rawValue), "provider": .string(decided.provider.rawValue),
                "command": .string(decided.command), "verdict": .string(decided.verdict.rawValue),
                "path": text(decided.path), "reason": .string(decided.reason),
            ])
        let states = ["record": "started", "capture": "started", "stop": "stopped"]
        guard decided.verdict == .applied, let state = states[decided.command] else { return [command] }
        let recording = ControlEvent(
            kind: .recording, time: time,
            data: [
                "session": .string(decided.session.rawValue), "state": .string(state), "path": text(decided.path),
                "reason": nil,
            ])
        return [command, recording]
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
