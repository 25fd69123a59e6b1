package import KatoModel

/// Decides what commands come down to for one conversation, and does nothing itself.
///
/// Ask ``plan(_:state:)`` which destination a command needs, get it admitted, then ``apply(_:destination:at:after:)``.
/// A command whose destination was refused is not applied: nothing changes.
package struct RecordingMachine: Sendable {
    /// What the conversation is set to record, after the commands applied so far.
    package private(set) var state: RecordingState
    private let home: String?

    /// - Parameter home: shown as `~` in messages.
    package init(state: RecordingState, home: String? = nil) {
        self.state = state
        self.home = home
    }

    /// The destination that `command` needs in `state`.
    package static func plan(_ command: ControlCommand, state: RecordingState) -> DestinationNeed {
        switch command {
        case .initialize(let path?), .capture(let path?), .export(let path): return .named(path)
        case .stop: return .none
        case .record where state.active != nil: return .none
        case .initialize, .capture, .record:
            return (state.pointer ?? state.active).map(DestinationNeed.pointer) ?? .generated
        }
    }

    /// Carries out `command` on the state.
    ///
    /// - Parameters:
    ///   - destination: what ``plan(_:state:)`` asked for; a command that needs one and has none fails.
    ///   - position: before the command's line.
    ///   - after: after the command's line.
    package mutating func apply(
        _ command: ControlCommand,
        destination: Destination?,
        at position: EventPosition,
        after: EventPosition
    ) -> (changes: [RecordingChange], verdict: CommandOutcome.Verdict, message: String) {
        if case .stop = command { return stop(at: position) }
        if case .record = command, let active = state.active {
            return ([], .unchanged, "Already recording to \(shown(active)).")
        }
        guard let destination else { return ([], .failed, "There is no file to write to.") }
        switch command {
        case .initialize:
            let changes = [.prepare(destination)] + closing(at: position) + pointing(to: destination)
            state = RecordingState(pointer: destination, active: nil)
            return (changes, .applied, "Ready to record to \(shown(destination)).")
        case .record, .stop:
            let open = RecordingChange.openPeriod(destination, from: position, replacing: false)
            return start([open], destination, "Recording to \(shown(destination)).")
        case .capture:
            let open = RecordingChange.openPeriod(destination, from: .start, replacing: true)
            let message = "Captured the conversation so far; recording to \(shown(destination))."
            return start(closing(at: position) + [open], destination, message)
        case .export:
            return ([.snapshot(destination, upTo: after)], .applied, "Exported to \(shown(destination)).")
        }
    }

    private mutating func start(
        _ changes: [RecordingChange],
        _ destination: Destination,
        _ message: String
    ) -> (changes: [RecordingChange], verdict: CommandOutcome.Verdict, message: String) {
        let changes = pointing(to: destination) + changes
        state = RecordingState(pointer: destination, active: destination)
        return (changes, .applied, message)
    }

    private mutating func stop(
        at position: EventPosition
    ) -> (changes: [RecordingChange], verdict: CommandOutcome.Verdict, message: String) {
        guard let active = state.active else { return ([], .unchanged, "Nothing is being recorded.") }
        state.active = nil
        return ([.closePeriod(at: position)], .applied, "Stopped recording to \(shown(active)).")
    }

    private func closing(at position: EventPosition) -> [RecordingChange] {
        state.active == nil ? [] : [.closePeriod(at: position)]
    }

    private func pointing(to destination: Destination) -> [RecordingChange] {
        let isSame = state.pointer.map { $0.path.utf8.elementsEqual(destination.path.utf8) } ?? false
        return isSame ? [] : [.setPointer(destination)]
    }

    private func shown(_ destination: Destination) -> String {
        let path = destination.path
        guard let home, path.utf8.starts(with: (home + "/").utf8) else { return HiddenCharacters.shown(path) }
        return "~" + HiddenCharacters.shown(String(decoding: path.utf8.dropFirst(home.utf8.count), as: UTF8.self))
    }
}
