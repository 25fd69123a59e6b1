import KatoTestSupport
import Synchronization

/// Lets the steps of a save happen between the calls of the recorder, as the seed has it.
final class EditorSchedule: Sendable {
    fileprivate struct State {
        var steps: [@Sendable () -> Void] = []
        var random: SeededGenerator
    }

    private let state: Mutex<State>

    init(seed: UInt64) {
        state = Mutex(State(random: SeededGenerator(seed: seed)))
    }

    var isSaving: Bool { state.withLock { !$0.steps.isEmpty } }

    func begin(_ steps: [@Sendable () -> Void]) {
        state.withLock { $0.steps += steps }
    }

    /// Between two calls: mostly nothing.
    func perhapsStep() {
        state.withLock { state in state.random.below(6) == 0 ? state.take(1) : [] }.forEach { $0() }
    }

    /// While the recorder waits: an editor that is saving goes on, and is mostly done.
    func whileAsleep() {
        state.withLock { state in state.take(state.random.below(3) == 0 ? 1 : .max) }.forEach { $0() }
    }

    func finish() {
        state.withLock { $0.take(.max) }.forEach { $0() }
    }
}

extension EditorSchedule.State {
    fileprivate mutating func take(_ count: Int) -> [@Sendable () -> Void] {
        let taken = Array(steps.prefix(count))
        steps.removeFirst(taken.count)
        return taken
    }
}
