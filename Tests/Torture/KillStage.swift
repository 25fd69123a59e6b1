import Dispatch
import Foundation
import KatoTestSupport
import Synchronization

/// One conversation for each kind of editor, under one daemon that is killed again and again.
struct KillStage {
    private let home: Home
    private let editors: [Editor]
    private let chapter: Int

    init(_ home: Home, _ kinds: [EditorKind], chapter: Int) throws {
        self.home = home
        self.chapter = chapter
        editors = kinds.map { kind in
            // Mostly short; some of several pages, which a kill can tear.
            let sizes = kind == .delete ? [0, 1, 2, 3] : [0, 1, 1, 2, 2, 3, 3, 5, 8, 40, 400]
            return Editor(kind, Conversation("\(kind.rawValue)-\(chapter)", in: home, sizes: sizes))
        }
    }

    /// Has everybody work while the daemon is killed.
    func play(kills: Int, _ random: inout SeededGenerator) throws {
        let daemon = try home.readyDaemon()
        for editor in editors { try editor.conversation.capture() }
        guard try waitForRecordings() else { throw TortureError("the recordings do not begin") }
        daemon.kill9()
        let group = DispatchGroup()
        let isOver = Mutex(false)
        let failure = Mutex<(any Error)?>(nil)
        for editor in editors {
            let seed = random.next()
            DispatchQueue(label: editor.conversation.name).async(group: group) { editor.work(seed: seed) }
        }
        let seed = random.next()
        let editors = editors
        DispatchQueue(label: "agent").async(group: group) {
            var random = SeededGenerator(seed: seed)
            do {
                while !isOver.withLock({ $0 }) { try Self.write(editors, &random) }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        let result = Result { for _ in 0..<kills { try killOnce(&random) } }
        isOver.withLock { $0 = true }
        for editor in editors { editor.stop() }
        group.wait()
        try result.get()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Lets the daemon finish: until every source was read and every message stands there, or patience ends.
    func drain(within seconds: Double, _ random: inout SeededGenerator) throws {
        var daemon = try home.readyDaemon()
        guard try Home.wait(seconds, { try home.hasReadEverything() }) else {
            throw TortureError("the sources are not read to their end within \(seconds) s")
        }
        _ = isComplete(within: seconds / 6)
        // An editor's old buffer may have dropped something while no daemon ran: the next start and write notice.
        daemon.stop()
        daemon = try home.readyDaemon()
        for editor in editors { try editor.conversation.say(&random) }
        guard try Home.wait(seconds, { try home.hasReadEverything() }) else {
            throw TortureError("the sources are not read to their end within \(seconds) s")
        }
        _ = isComplete(within: seconds / 6)
        let code = daemon.stop()
        guard code == 0 else { throw TortureError("the daemon ended with \(code) when asked to stop") }
    }

    func tallies() -> [(EditorKind, Tally)] {
        editors.map { editor in
            var tally = tally(editor)
            tally.saves = editor.saves
            return (editor.kind, tally)
        }
    }

    // MARK: - Parts

    /// A burst for one conversation or one line for each.
    private static func write(_ editors: [Editor], _ random: inout SeededGenerator) throws {
        if random.below(4) == 0 {
            let editor = random.pick(editors)
            for _ in 0..<(1 + random.below(12)) { try editor.conversation.say(&random) }
        } else {
            try random.pick(editors).conversation.say(&random)
        }
        usleep(UInt32(random.below(80_000)))
    }

    /// Starts the daemon and kills it: while it starts, while it works, or right after something grew.
    private func killOnce(_ random: inout SeededGenerator) throws {
        let daemon = try home.daemon()
        let before = writtenBytes()
        switch random.below(8) {
        case 0, 1: usleep(UInt32(random.below(60_000)))
        case 2, 3: usleep(UInt32(60_000 + random.below(240_000)))
        case 4:
            // Long enough to catch up, so that there is something to edit.
            _ = Home.wait(2) { writtenBytes() > before }
            usleep(UInt32(500_000 + random.below(500_000)))
        default:
            for _ in 0..<2000 where writtenBytes() == before { usleep(1000) }
            usleep(UInt32(random.below(random.below(2) == 0 ? 2000 : 50_000)))
        }
        if let code = daemon.ended() {
            throw TortureError("the daemon ended by itself with \(code)\n\(home.lastWords)")
        }
        daemon.kill9()
    }

    private func waitForRecordings() throws -> Bool {
        Home.wait(30) { editors.allSatisfy { tally($0).lost == 0 } }
    }

    private func isComplete(within seconds: Double) -> Bool {
        Home.wait(seconds) { editors.allSatisfy { tally($0).isComplete } }
    }

    private func tally(_ editor: Editor) -> Tally {
        Tally(editor.conversation, lines: editor.lines, deleted: editor.deleted)
    }

    /// Of the recordings that only the daemon writes to; of all when somebody edits each of them.
    private func writtenBytes() -> UInt64 {
        let untouched = editors.filter { $0.kind == .nobody }
        return (untouched.isEmpty ? editors : untouched).reduce(0) { sum, editor in
            var status = stat()
            return stat(editor.conversation.recording, &status) == 0 ? sum &+ UInt64(status.st_size) : sum
        }
    }
}
