import Foundation
import KatoTestSupport
import Synchronization

/// Somebody who edits a recording while it grows. Each save adds a line of the user's own, which must never go.
final class Editor: Sendable {
    let kind: EditorKind
    let conversation: Conversation

    private struct State {
        var saves = 0
        var lines: Set<String> = []
        var deleted: Set<Int> = []
    }

    private let state = Mutex(State())
    private let isStopped = Mutex(false)

    init(_ kind: EditorKind, _ conversation: Conversation) {
        self.kind = kind
        self.conversation = conversation
    }

    var saves: Int { state.withLock { $0.saves } }
    /// The lines the user wrote.
    var lines: Set<String> { state.withLock { $0.lines } }
    /// Messages whose block the user deleted.
    var deleted: Set<Int> { state.withLock { $0.deleted } }

    func stop() { isStopped.withLock { $0 = true } }

    /// Edits until told to stop.
    func work(seed: UInt64) {
        guard kind != .nobody else { return }
        var random = SeededGenerator(seed: seed)
        while !isStopped.withLock({ $0 }) {
            usleep(UInt32(100_000 + random.below(900_000)))
            edit(&random)
        }
    }

    private func edit(_ random: inout SeededGenerator) {
        guard var text = EditedText(path: conversation.recording) else { return }
        var line: String? = "user \(conversation.name) \(saves)."
        var deleted: Int?
        if kind == .delete, random.below(4) > 0 {
            deleted = text.deleteBlock(of: conversation.messages, &random)
            line = nil
        }
        if let line {
            if kind == .insert { text.insertInsideBlock(line, &random) } else { text.insert(line, &random) }
        }
        if kind == .staleBuffer { usleep(UInt32(50_000 + random.below(450_000))) }
        let save = SaveStep(path: conversation.recording, bytes: text.bytes)
        let isSaved: Bool
        switch kind {
        case .nobody: return
        case .renameOver, .insert, .delete: isSaved = save.renameOver()
        case .truncate: isSaved = save.truncate(pieces: 1 + random.below(6))
        case .backup: isSaved = save.backup()
        case .multiStep: isSaved = save.multiStep()
        case .staleBuffer: isSaved = random.below(2) == 0 ? save.renameOver() : save.truncate(pieces: 2)
        }
        guard isSaved else { return }
        state.withLock { state in
            state.saves += 1
            if let line { state.lines.insert(line) }
            if let deleted { state.deleted.insert(deleted) }
        }
    }
}
