import FileAccess
import KatoModel
import ServiceLifecycle

/// Waits while somebody is in the middle of saving a file.
///
/// An editor that truncates and rewrites leaves the file short for a moment, one that writes a backup first leaves
/// none. What is looked at then is half of the truth, and what is written then ends in the middle of the user's text.
/// So a file that was changed by others is left alone until two looks, a pause apart, find the same.
struct Quiescence: Sendable {
    let context: RecordingContext

    /// Long against the time between two system calls of a saving editor, short against a person's patience.
    private static let pause: Duration = .milliseconds(250)
    /// Pauses before giving up; a save takes milliseconds.
    private static let attempts = 60

    /// Returns the file's state once it is quiet; `nil` when there is none.
    ///
    /// A file that only grows is somebody's who appends as kato does; that one is not waited for.
    func wait(_ plan: RecordingPlan, since landed: LandedFile) async throws -> FileStatus? {
        let anchor = try context.files.anchor(plan.destination.root)
        var last = try anchor.status(plan.destination.components)
        var looks = 0
        for _ in 0..<Self.attempts {
            // Who stops the daemon need not wait; the next start looks at the file anew.
            guard !Task.isShuttingDownGracefully else { break }
            try await context.clock.sleep(for: Self.pause)
            let now = try anchor.status(plan.destination.components)
            looks = now.map(LandedFile.init) == last.map(LandedFile.init) ? looks + 1 : 0
            if looks >= Self.looks(now, landed) { return now }
            if let now, let last, last.isSameFile(as: now), landed.isSameFile(as: LandedFile(now)),
                now.size >= last.size, last.size >= landed.size
            {
                return now
            }
            last = now
        }
        throw Self.busy(plan)
    }

    /// Looks that have to find the same. Saving by renaming is done at once. A file that is shorter than before, empty
    /// or gone is what saving in place looks like halfway, and on a busy machine halfway can take a while.
    private static func looks(_ now: FileStatus?, _ landed: LandedFile) -> Int {
        guard let now, now.size > 0 else { return landed.size > 0 ? 8 : 1 }
        return landed.isSameFile(as: LandedFile(now)) && now.size < landed.size ? 4 : 1
    }

    static func busy(_ plan: RecordingPlan) -> RecordingError {
        RecordingError(
            .destinationBusy, "\(plan.destination.path) keeps changing.",
            hint: "Close what writes to it; recording goes on by itself.")
    }
}
