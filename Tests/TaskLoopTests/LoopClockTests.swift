import TaskLoop
import Testing

@Suite(.timeLimit(.minutes(1))) struct LoopClockTests {
    @Test func `a sleeper wakes when its time has come, and not before`() async throws {
        let clock = LoopClock(TaskLoop())
        let start = clock.now
        try await clock.sleep(for: .milliseconds(20))
        #expect(start.duration(to: clock.now) >= .milliseconds(20))
    }

    @Test func `what lies in the past is not waited for`() async throws {
        let clock = LoopClock(TaskLoop())
        try await clock.sleep(until: clock.now.advanced(by: .seconds(-5)), tolerance: nil)
    }

    @Test func `a sleeper that is cancelled wakes at once with an error`() async {
        let clock = LoopClock(TaskLoop())
        let sleepers = (0..<3).map { _ in Task { try await clock.sleep(for: .seconds(3600)) } }
        for sleeper in sleepers { sleeper.cancel() }
        for sleeper in sleepers {
            await #expect(throws: CancellationError.self) { try await sleeper.value }
        }
    }

    @Test func `who sleeps on the loop keeps it free for others`() async throws {
        let loop = TaskLoop()
        let clock = LoopClock(loop)
        try await loop.run {
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<100 { group.addTask { try await clock.sleep(for: .milliseconds(5)) } }
            }
        }
    }
}
