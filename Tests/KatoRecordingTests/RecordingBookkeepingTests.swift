import KatoModel
import Testing

@testable import KatoRecording

/// What the recording stage keeps in mind of its files.
@Suite struct RecordingBookkeepingTests {
    private static let path = "/notes/talk.md"

    @Test func `a file is worked on by one at a time, and by each who asked, once`() {
        var queue = RecordingQueue()
        let (one, two) = (RecordingTask(id: "1", path: Self.path), RecordingTask(id: "2", path: Self.path))
        #expect(queue.isIdle)
        let other = RecordingTask(id: "3", path: "/notes/other.md")
        let started = [one, other, two, two, one].map { queue.start($0) }
        #expect(started == [true, true, false, false, false])
        let next = (0..<2).map { _ in queue.next(after: Self.path) }
        #expect(next == [two, one])
        #expect(queue.isBusy(Self.path))
        let last = [Self.path, other.path].map { queue.next(after: $0) }
        #expect(last == [nil, nil])
        #expect(!queue.isBusy(Self.path) && queue.isIdle)
        let again = queue.start(two)
        #expect(again)
    }

    @Test func `a watched file is another one when it is not as it was left`() {
        let left = LandedFile(device: 1, inode: 2, size: 3, modified: 4)
        var list = WatchList()
        #expect(!list.isChanged(Self.path, now: left), "nobody watches it")
        let folders = list.set([RecordingTask(id: "1", path: Self.path)])
        #expect(folders == ["/notes"])
        #expect(list.isChanged(Self.path, now: left), "how it was left is not known")
        list.note(left, of: Self.path)
        #expect(!list.isChanged(Self.path, now: left))
        for now in [
            LandedFile(device: 9, inode: 2, size: 3, modified: 4),
            LandedFile(device: 1, inode: 9, size: 3, modified: 4),
            LandedFile(device: 1, inode: 2, size: 9, modified: 4),
            LandedFile(device: 1, inode: 2, size: 3, modified: 9),
        ] { #expect(list.isChanged(Self.path, now: now)) }
        _ = list.set([RecordingTask(id: "2", path: Self.path), RecordingTask(id: "3", path: "/notes/other.md")])
        #expect(!list.isChanged(Self.path, now: left), "what is known of it stays known")
        let none = list.set([])
        #expect(none.isEmpty && list.paths.isEmpty)
    }
}
