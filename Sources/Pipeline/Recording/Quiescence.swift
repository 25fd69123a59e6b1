import FileAccess
import KatoModel

/// Waits while an editor is in the middle of saving in place.
///
/// An editor that truncates and rewrites leaves the file short for a moment. Writing then would put kato's text into
/// the middle of the user's. A file that is shorter than it was is left alone until its size has been the same for
/// a while.
struct Quiescence: Sendable {
    let context: RecordingContext

    private static let pause: Duration = .milliseconds(250)
    /// Pauses before giving up; a save takes milliseconds.
    private static let attempts = 40

    func wait(_ file: DestinationFile, landed: LandedFile?) async throws {
        guard let landed, landed.inode == file.status.inode, file.status.size < landed.size else { return }
        var size = file.status.size
        for _ in 0..<Self.attempts {
            try await context.clock.sleep(for: Self.pause)
            let now = try file.content.status().size
            if now == size { return }
            size = now
        }
    }
}
