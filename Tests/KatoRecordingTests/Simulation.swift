import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport

@testable import KatoRecording

/// One seed's story: an agent writes, a person edits and saves, calls fail, processes die, the power goes, and the
/// recorder, the real one with the real journal, makes the file follow. Afterwards the guarantees are checked.
struct Simulation {
    let seed: UInt64
    private var random: SeededGenerator
    private let disk: SimulatedDisk
    private let clock = SimulatedClock()
    private let schedule: EditorSchedule
    private let fixture: RecordingFixture

    private var recording = ""
    private var path = Self.destination.path
    private var blocks: [String] = []
    private var notes = 0
    private var editor: EditorDouble?
    private var truths: [String: FileTruth] = [:]
    private var ledger: [LedgerBlock] = []
    /// Blocks written since anybody loaded the file, of which the recorder knows that for certain.
    private var unread: Set<String> = []
    private var inode: UInt64?
    private var wasDisturbed = false
    private var lastWrite: Int64 = 0
    private var isCopyStored = false
    private var violations: [String] = []
    /// What happened, for a person who looks at a failure.
    private(set) var story: [String] = []

    private static let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)

    init(seed: UInt64) throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        schedule = EditorSchedule(seed: seed &+ 1)
        disk = SimulatedDisk(now: RecordingFixture.nanoseconds(clock))
        fixture = try RecordingFixture(
            SimulatedFileSystem(disk), clock: clock, watch: SimulatedReaderWatch(disk))
        let schedule = schedule
        disk.onCall { _ in schedule.perhapsStep() }
        clock.onSleep { schedule.whileAsleep() }
    }

    /// - Returns: what was violated.
    mutating func run() async throws -> [String] {
        try await say()
        recording = try await fixture.record(into: Self.destination, replacing: random.below(2) == 0)
        for _ in 0..<(10 + random.below(40)) { try await act() }
        try await settle()
        return violations
    }

    private mutating func tell(_ what: String) {
        let counts = RecordingFixture.occurrences(blocks, in: disk.text(of: path) ?? "").map { String($0) }.joined()
        story.append("\(clock.milliseconds / 1000) s \(what): \(path) \(counts)")
    }

    private mutating func act() async throws {
        clock.advance(by: .milliseconds(random.below(20_000)))
        switch random.below(20) {
        case 0...4: try await say()
        case 5...10: try await work(with: faults())
        case 11, 12: load()
        case 13, 14: edit()
        case 15, 16, 17: try await save()
        case 18: try await rareThing()
        default: try await crash()
        }
    }

    private mutating func rareThing() async throws {
        let kind = random.below(6)
        tell("something rare \(kind)")
        switch kind {
        case 0: clock.advance(by: .seconds(700))
        case 1, 2:
            try await fixture.record(
                into: Destination(root: "/notes", components: [String(path.dropFirst(7))], format: .markdown),
                replacing: true)
        case 3 where !schedule.isSaving && disk.bytes(of: path) != nil:
            truths[path, default: FileTruth()].clear(blocks)
            (editor, unread) = (nil, [])
            random.below(2) == 0 ? disk.remove(path) : disk.save("", to: path)
        default:
            loseSight()
            try await fixture.restart(over: SimulatedFileSystem(disk))
        }
    }

    // MARK: - The agent

    private mutating func say() async throws {
        let texts = (0..<(1 + random.below(3))).map { index in
            "message \(blocks.count + index).\n" + String(repeating: "more of it\n", count: random.below(4))
        }
        blocks += try await fixture.say(texts)
        tell("said \(texts.count)")
    }

    // MARK: - The person

    private mutating func load() {
        guard !schedule.isSaving, let text = disk.load(path) else { return }
        loseSight()
        editor = EditorDouble(loading: text)
        tell("loaded")
    }

    /// From here on nobody knows who has read what was written so far.
    private mutating func loseSight() {
        truths[path, default: FileTruth()].loseSight(of: unread, in: disk.text(of: path) ?? "")
        unread = []
    }

    private mutating func edit() {
        if random.below(4) == 0 {
            editor?.takeOut(&random)
            tell("took out \(editor?.removed.sorted() ?? [])")
        } else {
            notes += 1
            editor?.type(notes, &random)
        }
    }

    private mutating func save() async throws {
        // A person saves once at a time, and the file they opened.
        guard let editor, !schedule.isSaving, let text = disk.text(of: path) else { return }
        let (path, before) = (path, ledger)
        let inFile = Set(EditorDouble(loading: text).blocks)
        let method = random.pick(EditorDouble.SaveMethod.allCases)
        schedule.begin(editor.save(method, to: path, on: disk))
        let isLate = clock.milliseconds - lastWrite > Reconciliation.window - 60_000
        if random.below(3) > 0 {
            schedule.finish()
        } else {
            try await work(with: faults())
            schedule.finish()
        }
        truths[path, default: FileTruth()].saved(
            editor, inFile: inFile.union(before.filter { $0.state == .placed }.map(\.id)).union(ledger.map(\.id)),
            ledger: ledger, unread: unread, isLate: isLate)
        if editor.isEmpty { unread = [] }
        if random.below(2) == 0 { self.editor = nil }
        tell("saved by \(method), late: \(isLate)")
    }

    // MARK: - The recorder

    private mutating func faults() -> FaultPlan {
        let index = random.below(14)
        switch random.below(6) {
        case 0: return .once(at: index, .fail(random.pick([4, 5, 13, 28])))
        case 1: return .once(at: index, .cut(after: random.below(200), random.pick([5, 28])))
        default: return FaultPlan()
        }
    }

    private mutating func work(with plan: FaultPlan) async throws {
        fixture.use(FaultyFileSystem(plan, over: SimulatedFileSystem(disk)))
        let before = Set(EditorDouble(loading: disk.text(of: path) ?? "").blocks)
        var isCalm = !schedule.isSaving
        do {
            try await fixture.write(recording)
        } catch let error as RecordingError {
            isCalm = false
            tell("waits: \(error.code)")
        }
        fixture.use(SimulatedFileSystem(disk))
        try await look(since: isCalm && !wasDisturbed ? before : nil)
        wasDisturbed = !isCalm
        tell("worked through \(plan.log.map(\.operation))")
        if random.below(6) == 0 {
            try fixture.saveJournal(as: "old.db")
            isCopyStored = true
        }
    }

    /// The process dies in the middle of its work; sometimes the machine with it.
    private mutating func crash() async throws {
        try await work(with: .crash(at: random.below(12)))
        loseSight()
        guard random.below(3) == 0 else { return try await fixture.restart(over: SimulatedFileSystem(disk)) }
        schedule.finish()
        disk.cutPower(&random)
        tell("power cut")
        if isCopyStored, random.below(2) == 0 {
            try await fixture.returnJournal(to: "old.db", over: SimulatedFileSystem(disk))
            let known = try await fixture.journal.ledger(of: recording)
            // It does not know how late it is.
            (ledger, lastWrite) = (known, 0)
            for path in truths.keys {
                truths[path]?.forget(known, inFile: Set(EditorDouble(loading: disk.text(of: path) ?? "").blocks))
            }
            tell("the journal is older")
        } else {
            try await fixture.restart(over: SimulatedFileSystem(disk))
        }
        try await look(since: nil)
    }

    /// Takes note of what the recorder did.
    ///
    /// - Parameter before: the blocks that stood in the file before; `nil` when others may have been at work on it.
    private mutating func look(since before: Set<String>?) async throws {
        guard let plan = try await fixture.journal.plan(recording) else { return }
        if plan.destination.path != path {
            path = plan.destination.path
            (editor, inode) = (nil, nil)
        }
        let now = try await fixture.journal.ledger(of: recording)
        if now.map(\.write).max() ?? 0 > ledger.map(\.write).max() ?? 0 { lastWrite = clock.milliseconds }
        if plan.landed?.inode != inode {
            unread = []
        } else if let before {
            unread.formUnion(now.filter { $0.state == .placed && !before.contains($0.id) }.map(\.id))
        }
        (ledger, inode) = (now, plan.landed?.inode)
        let known = Set(now.map(\.id))
        if let period = plan.period {
            for (index, block) in blocks.enumerated()
            where Int64(index + 1) < period.done.sequence && !known.contains(block) {
                violations.append("G4: \(block) counts as done and is not in the ledger")
            }
        }
    }

    /// Nothing fails any more and nobody saves: what is due has to be there, and to stay as it is.
    private mutating func settle() async throws {
        schedule.finish()
        try await work(with: FaultPlan())
        blocks += try await fixture.say(["message \(blocks.count)."])
        try await work(with: FaultPlan())
        let settled = disk.text(of: path) ?? ""
        try await work(with: FaultPlan())
        if disk.text(of: path) != settled { violations.append("\(path) does not come to rest") }
        violations += (truths[path] ?? FileTruth()).violations(settled, blocks: blocks, path: path)
    }
}
