import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

@Suite struct RecordingMachineTests {
    private typealias Row = RecordingScenario

    @Test(arguments: RecordingScenario.initialize + RecordingScenario.record)
    func `the scenario table holds for init and record`(scenario: RecordingScenario) {
        Self.check(scenario)
    }

    @Test(arguments: RecordingScenario.capture + RecordingScenario.others)
    func `the scenario table holds for capture, export and stop`(scenario: RecordingScenario) {
        Self.check(scenario)
    }

    private static func check(_ scenario: RecordingScenario) {
        #expect(RecordingMachine.plan(scenario.command, state: scenario.state) == scenario.need)
        var machine = RecordingMachine(state: scenario.state)
        let result = machine.apply(scenario.command, destination: scenario.destination, at: Row.at, after: Row.after)
        #expect(result.changes == scenario.changes)
        #expect(result.verdict == scenario.verdict)
        #expect(machine.state == scenario.next)
        #expect(result.message.hasSuffix("."))
    }

    @Test func `30 and 31: stop, init and record in one message end at the new file`() {
        var machine = RecordingMachine(state: Row.recording)
        var changes: [RecordingChange] = []
        let commands: [(ControlCommand, Destination?)] = [
            (.stop, nil), (.initialize(path: "b"), Row.b), (.record, Row.b),
        ]
        for (line, (command, destination)) in commands.enumerated() {
            let at = EventPosition(sequence: 7, line: line)
            let after = EventPosition(sequence: 7, line: line + 1)
            changes += machine.apply(command, destination: destination, at: at, after: after).changes
        }
        let opened = RecordingChange.openPeriod(Row.b, from: EventPosition(sequence: 7, line: 2), replacing: false)
        let closed = RecordingChange.closePeriod(at: EventPosition(sequence: 7, line: 0))
        #expect(changes == [closed, .prepare(Row.b), .setPointer(Row.b), opened])
        #expect(machine.state == RecordingState(pointer: Row.b, active: Row.b))
    }

    @Test func `33: a failed command does not keep the next from running`() {
        var machine = RecordingMachine(state: Row.armed)
        let failed = machine.apply(.capture(path: "x"), destination: nil, at: Row.at, after: Row.after)
        let next = machine.apply(.record, destination: Row.a, at: Row.at, after: Row.after)
        #expect(failed.verdict == .failed)
        #expect(next.verdict == .applied)
        #expect(machine.state == Row.recording)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `periods open and close in turn, whatever is typed`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var machine = RecordingMachine(state: Row.idle)
        var isOpen = false
        let commands: [ControlCommand] = [
            .initialize(path: nil), .record, .capture(path: nil), .export(path: "x"), .stop,
        ]
        for sequence in 1...40 as ClosedRange<Int64> {
            let position = EventPosition(sequence: sequence)
            let destination = generator.pick([Row.a, Row.b, nil])
            let result = machine.apply(
                generator.pick(commands),
                destination: destination,
                at: position,
                after: position
            )
            for change in result.changes {
                switch change {
                case .openPeriod:
                    #expect(!isOpen, "seed \(seed)")
                    isOpen = true
                case .closePeriod:
                    #expect(isOpen, "seed \(seed)")
                    isOpen = false
                default: break
                }
            }
            #expect(isOpen == (machine.state.active != nil), "seed \(seed)")
            #expect(machine.state.active == nil || machine.state.active == machine.state.pointer, "seed \(seed)")
        }
    }

    @Test func `messages show the home folder as a tilde and nothing that cannot be seen`() {
        var machine = RecordingMachine(state: Row.idle, home: "/home/u")
        let message = machine.apply(.record, destination: Row.a, at: Row.at, after: Row.after).message
        #expect(message == "Recording to ~/a.md.")
        let odd = Destination(root: "/home/u", components: ["\u{202E}.md"], format: .markdown)
        let shown = machine.apply(.export(path: ""), destination: odd, at: Row.at, after: Row.after).message
        #expect(shown == "Exported to ~/\\u{202e}.md.")
    }
}
