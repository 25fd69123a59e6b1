import Testing

@testable import KatoIngest

@Suite struct IngestQueueTests {
    @Test func `changes go before history, each in turn, none twice`() {
        var queue = IngestQueue()
        queue.noteHistory("old")
        queue.noteChange("new")
        queue.noteChange("new")
        #expect(queue.take() == "new")
        #expect(queue.take() == "old")
        #expect(queue.take() == nil)
        #expect(queue.count == 2)
    }

    @Test func `whatever is noted while a file is read leads to another look`() {
        for note in [{ $0.noteChange("file") }, { $0.noteHistory("file") }] as [(inout IngestQueue) -> Void] {
            var queue = IngestQueue()
            queue.noteChange("file")
            #expect(queue.take() == "file")
            note(&queue)
            #expect(queue.take() == nil, "one at a time")
            queue.finish("file", again: false)
            #expect(queue.take() == "file")
            queue.finish("file", again: false)
            #expect(queue.count == 0)
        }
    }

    @Test func `a hundred thousand files wait without being moved about`() {
        var queue = IngestQueue()
        for number in 0..<100_000 { queue.noteHistory("\(number)") }
        var next = 0
        while let path = queue.take() {
            #expect(path == "\(next)")
            next += 1
            queue.finish(path, again: false)
        }
        #expect(next == 100_000)
    }
}
