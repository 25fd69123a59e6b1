import FileTail
import Testing

@testable import KatoIngest

/// F10, F11: which files are looked at without being told.
@Suite struct PollPlanTests {
    private static let file = "/root/project/chat.jsonl"
    private static let folder = "/root/project"

    private func plan(_ coverage: WatchCoverage) -> PollPlan {
        var plan = PollPlan()
        plan.note([(Self.folder, coverage)], isWhole: true)
        return plan
    }

    @Test func `where the kernel tells everything nothing is polled`() {
        var plan = plan(.complete)
        plan.noteHint(Self.file)
        #expect(plan.takeHint(Self.file) == true)
        #expect(plan.noteChange(Self.file, wasAnnounced: true, isEvidence: true) == false)
        #expect(plan.isIdle && plan.nextRound().isEmpty)
    }

    @Test(arguments: [WatchCoverage.refused, .unproven])
    func `a file that changed is polled for a while, then left to the sweep`(coverage: WatchCoverage) {
        var plan = plan(coverage)
        #expect(plan.isIdle, "nobody works, nothing is due")
        _ = plan.noteChange(Self.file, wasAnnounced: false, isEvidence: false)
        for _ in 1..<PollPlan.rounds { #expect(plan.nextRound() == [Self.file]) }
        #expect(plan.nextRound().isEmpty)
        #expect(plan.isIdle)
    }

    @Test func `a change that was announced proves a folder`() {
        var plan = plan(.unproven)
        _ = plan.noteChange(Self.file, wasAnnounced: true, isEvidence: true)
        #expect(plan.nextRound().isEmpty)
        plan.note([(Self.folder, .unproven)], isWhole: true)
        _ = plan.noteChange(Self.file, wasAnnounced: true, isEvidence: true)
        #expect(plan.nextRound().isEmpty, "also when it is watched again")
    }

    @Test func `a folder is called silent at the second change that nobody announced`() {
        var plan = plan(.complete)
        #expect(plan.noteChange(Self.file, wasAnnounced: false, isEvidence: true) == false)
        #expect(plan.nextRound() == [Self.file], "looked at from the first on")
        #expect(plan.noteChange(Self.file, wasAnnounced: false, isEvidence: true) == true)
        #expect(plan.noteChange(Self.file, wasAnnounced: false, isEvidence: true) == false, "said once")
        #expect(plan.silent == [Self.folder])
        _ = plan.noteChange(Self.file, wasAnnounced: true, isEvidence: true)
        #expect(plan.silent.isEmpty && plan.nextRound().isEmpty, "and forgiven when it speaks")
    }

    @Test func `what is read for the first time is no evidence`() {
        var plan = plan(.complete)
        for _ in 0..<5 { #expect(plan.noteChange(Self.file, wasAnnounced: false, isEvidence: false) == false) }
        #expect(plan.isIdle)
    }

    @Test func `a watch that was refused and then given ends the polling`() {
        var plan = plan(.refused)
        _ = plan.noteChange(Self.file, wasAnnounced: false, isEvidence: true)
        #expect(plan.nextRound() == [Self.file])
        plan.note([(Self.folder, .complete)], isWhole: true)
        #expect(plan.refused.isEmpty && plan.nextRound().isEmpty)
    }

    @Test func `a look at one folder does not forget the others`() {
        var plan = PollPlan()
        plan.note([("/a", .refused), ("/b", .refused)], isWhole: true)
        plan.note([("/a", .complete)], isWhole: false)
        #expect(plan.refused == ["/b"])
    }
}
