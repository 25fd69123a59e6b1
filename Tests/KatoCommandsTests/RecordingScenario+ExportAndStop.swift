import KatoCommands
import KatoModel

extension RecordingScenario {
    static let others: [RecordingScenario] = [
        RecordingScenario(
            name: "23: export without a recording copies up to and with its line",
            state: idle,
            command: .export(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.snapshot(b, upTo: after)],
            next: idle
        ),
        RecordingScenario(
            name: "23: export while recording leaves the recording alone",
            state: recording,
            command: .export(path: "b"),
            need: .named("b"),
            destination: b,
            changes: [.snapshot(b, upTo: after)],
            next: recording
        ),
        RecordingScenario(
            name: "24: export onto the file being recorded is a copy too",
            state: recording,
            command: .export(path: "a"),
            need: .named("a"),
            destination: a,
            changes: [.snapshot(a, upTo: after)],
            next: recording
        ),
        RecordingScenario(
            name: "29: a denied export changes nothing and the recording goes on",
            state: recording,
            command: .export(path: "x"),
            need: .named("x"),
            changes: [],
            next: recording,
            verdict: .failed
        ),
        RecordingScenario(
            name: "25: stop closes the period at its line and keeps the pointer",
            state: recording,
            command: .stop,
            need: .none,
            changes: [.closePeriod(at: at)],
            next: armed
        ),
        RecordingScenario(
            name: "26: stop with a destination but no recording changes nothing",
            state: armed,
            command: .stop,
            need: .none,
            changes: [],
            next: armed,
            verdict: .unchanged
        ),
        RecordingScenario(
            name: "26: stop with nothing changes nothing",
            state: idle,
            command: .stop,
            need: .none,
            changes: [],
            next: idle,
            verdict: .unchanged
        ),
    ]
}
