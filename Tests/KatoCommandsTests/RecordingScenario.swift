import KatoCommands
import KatoModel
import Testing

/// One row of the scenario table of the in-chat commands, as far as it is decided without a disk.
struct RecordingScenario: Sendable, CustomTestStringConvertible {
    let name: String
    let state: RecordingState
    let command: ControlCommand
    let need: DestinationNeed
    var destination: Destination?
    let changes: [RecordingChange]
    let next: RecordingState
    var verdict = CommandOutcome.Verdict.applied
    var testDescription: String { name }
}

extension RecordingScenario {
    static let a = Destination(root: "/home/u", components: ["a.md"], format: .markdown)
    static let b = Destination(root: "/home/u", components: ["b.md"], format: .markdown)
    static let generated = Destination(root: "/rec", components: ["claude", "g.md"], format: .markdown)
    static let at = EventPosition(sequence: 7, line: 2)
    static let after = EventPosition(sequence: 7, line: 3)

    static let idle = RecordingState()
    static let armed = RecordingState(pointer: a)
    static let recording = RecordingState(pointer: a, active: a)

    static let initialize: [RecordingScenario] = [
        RecordingScenario(
            name: "1: a bare init without a destination prepares a generated one and records nothing",
            state: idle,
            command: .initialize(path: nil),
            need: .generated,
            destination: generated,
            changes: [.prepare(generated), .setPointer(generated)],
            next: RecordingState(pointer: generated)
        ),
        RecordingScenario(
            name: "2: init with a path, nothing named before, prepares it",
            state: idle,
            command: .initialize(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.prepare(b), .setPointer(b)],
            next: RecordingState(pointer: b)
        ),
        RecordingScenario(
            name: "2: init with a path moves the pointer",
            state: armed,
            command: .initialize(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.prepare(b), .setPointer(b)],
            next: RecordingState(pointer: b)
        ),
        RecordingScenario(
            name: "3: a bare init keeps the destination named before",
            state: armed,
            command: .initialize(path: nil),
            need: .pointer(a),
            destination: a,
            changes: [.prepare(a)],
            next: armed
        ),
        RecordingScenario(
            name: "4: init elsewhere while recording prepares first, then ends the recording",
            state: recording,
            command: .initialize(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.prepare(b), .closePeriod(at: at), .setPointer(b)],
            next: RecordingState(pointer: b)
        ),
        RecordingScenario(
            name: "5: a bare init while recording ends the recording",
            state: recording,
            command: .initialize(path: nil),
            need: .pointer(a),
            destination: a,
            changes: [.prepare(a), .closePeriod(at: at)],
            next: armed
        ),
        RecordingScenario(
            name: "5: init of the file being recorded ends the recording",
            state: recording,
            command: .initialize(path: "a"),
            need: .named("a"),
            destination: a,
            changes: [.prepare(a), .closePeriod(at: at)],
            next: armed
        ),
        RecordingScenario(
            name: "6: init without an admitted destination changes nothing",
            state: recording,
            command: .initialize(path: "x"),
            need: .named("x"),
            changes: [],
            next: recording,
            verdict: .failed
        ),
    ]

    static let record: [RecordingScenario] = [
        RecordingScenario(
            name: "10: a bare record without a destination opens a generated one at its line",
            state: idle,
            command: .record,
            need: .generated,
            destination: generated,
            changes: [.setPointer(generated), .openPeriod(generated, from: at, replacing: false)],
            next: RecordingState(pointer: generated, active: generated)
        ),
        RecordingScenario(
            name: "11, 13, 14: record opens a period of the named file at its line",
            state: armed,
            command: .record,
            need: .pointer(a),
            destination: a,
            changes: [.openPeriod(a, from: at, replacing: false)],
            next: recording
        ),
        RecordingScenario(
            name: "12: record while recording changes nothing",
            state: recording,
            command: .record,
            need: .none,
            changes: [],
            next: recording,
            verdict: .unchanged
        ),
        RecordingScenario(
            name: "15: record without an admitted destination changes nothing",
            state: armed,
            command: .record,
            need: .pointer(a),
            changes: [],
            next: armed,
            verdict: .failed
        ),
    ]

    static let capture: [RecordingScenario] = [
        RecordingScenario(
            name: "16: a bare capture without a destination writes all to a generated one",
            state: idle,
            command: .capture(path: nil),
            need: .generated,
            destination: generated,
            changes: [.setPointer(generated), .openPeriod(generated, from: .start, replacing: true)],
            next: RecordingState(pointer: generated, active: generated)
        ),
        RecordingScenario(
            name: "17: a bare capture writes all to the named file",
            state: armed,
            command: .capture(path: nil),
            need: .pointer(a),
            destination: a,
            changes: [.openPeriod(a, from: .start, replacing: true)],
            next: recording
        ),
        RecordingScenario(
            name: "18: capture while recording closes the period and writes the same file anew",
            state: recording,
            command: .capture(path: nil),
            need: .pointer(a),
            destination: a,
            changes: [.closePeriod(at: at), .openPeriod(a, from: .start, replacing: true)],
            next: recording
        ),
        RecordingScenario(
            name: "19: capture elsewhere ends what was recorded and moves",
            state: recording,
            command: .capture(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.setPointer(b), .closePeriod(at: at), .openPeriod(b, from: .start, replacing: true)],
            next: RecordingState(pointer: b, active: b)
        ),
        RecordingScenario(
            name: "22: capture without an admitted destination changes nothing",
            state: recording,
            command: .capture(path: "x"),
            need: .named("x"),
            changes: [],
            next: recording,
            verdict: .failed
        ),
    ]
}
