package import FileTail
import KatoModel
import Synchronization

/// Remembers which blocks nobody has read since kato wrote them: no editor can have them in its buffer.
///
/// Kept in memory only. After a start nothing is known until kato writes again, and where the system does not tell who
/// reads, nothing ever is: what a person did is then judged by the other rules alone (`docs/decisions/0106`).
package final class Readership: Sendable {
    /// What was written into a file since it was read last.
    private struct Unread: Sendable {
        let mark: ReadMark
        /// The block that was written first.
        let first: String

        init?(mark: ReadMark, first: String?) {
            guard let first else { return nil }
            (self.mark, self.first) = (mark, first)
        }
    }

    private let watch: any ReaderWatch
    /// By recording.
    private let unread = Mutex<[String: Unread]>([:])

    package init(_ watch: any ReaderWatch) {
        self.watch = watch
    }

    /// To be asked before a write: what was read up to here.
    func mark(_ file: DestinationFile) -> ReadMark? {
        watch.watch(file.destination.path, file.status)
    }

    /// A write has landed.
    ///
    /// - Parameters:
    ///   - mark: from before its first byte was written.
    ///   - wasTorn: a part of it stood in the file before: somebody may have read that.
    func note(_ job: WriteJob, of recording: String, since mark: ReadMark?, wasTorn: Bool) {
        unread.withLock { unread in
            if let mark, unread[recording]?.mark == mark { return }
            unread[recording] = wasTorn ? nil : mark.flatMap { Unread(mark: $0, first: job.blocks.first?.id) }
        }
    }

    /// The first of a recording's blocks that nobody has read; `nil` when all may have been. To be asked at once when a
    /// change is noticed: who reads the file afterwards reads what was saved.
    ///
    /// - Parameter landed: the file as kato left it.
    func firstUnread(_ plan: RecordingPlan, _ landed: LandedFile) -> String? {
        guard let known = unread.withLock({ $0[plan.id] }),
            watch.mark(plan.destination.path, device: landed.device, inode: landed.inode) == known.mark
        else { return nil }
        return known.first
    }

    /// Only these recordings are still of interest.
    func keep(_ tasks: [RecordingTask]) {
        watch.keep(Set(tasks.map(\.path)))
        let recordings = Set(tasks.map(\.id))
        unread.withLock { $0 = $0.filter { recordings.contains($0.key) } }
    }
}
