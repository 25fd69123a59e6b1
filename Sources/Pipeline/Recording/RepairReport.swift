/// How a recorded file compares with what kato put into it.
package struct RepairReport: Sendable, Hashable {
    package let path: String
    /// Blocks of kato's that stand in the file.
    package var blocks = 0
    /// Of those, blocks whose text somebody changed.
    package var edited = 0
    /// Of those, blocks of which the file holds only the beginning.
    package var torn = 0
    /// Blocks that should stand there and do not.
    package var missing = 0
    /// Blocks that the user deleted. They stay away until they are restored.
    package var deleted = 0
    /// Blocks that stand there more than once, as after copying.
    package var doubled = 0
    /// Writes that were begun and wait to be completed.
    package var unfinished = 0
    /// Blocks that this repair put back.
    package var restored = 0

    init(path: String) {
        self.path = path
    }

    /// The report of a repair: what it put back is what was not there before it.
    func restoring(since before: RepairReport) -> RepairReport {
        var report = self
        report.restored = max(0, before.missing + before.deleted - missing - deleted)
        return report
    }
}
