import FileAccess
import FileTail
import Foundation
import KatoObservability
import KatoTestSupport
import Testing

@testable import KatoIngest

/// F9 to F11, F13: the system tells too little, or refuses.
@Suite(.timeLimit(.minutes(1))) struct DegradedFollowingTests {
    @Test func `hints that were lost lead to a look at everything, and to a line in the log`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/a.jsonl")
        let watcher = ScriptedWatcher { _ in .complete }
        let log = folder.file("log.jsonl")
        let follower = try await Follower(in: folder, watcher: watcher, log: OperationalLog(path: log))
        try await follower.run { delivery in
            try await delivery.until("one")
            try folder.append("unheard\n", to: "root/a.jsonl")
            try folder.append("unseen\n", to: "root/p/q/b.jsonl")
            watcher.say { ($0.rescan, $0.overflowed) = (true, true) }
            try await delivery.until("unheard")
            try await delivery.until("unseen")
            #expect(try folder.text(of: "log.jsonl").contains("ingest.hints.lost"))
            #expect(await follower.service.currentProgress().silentDirectories == 0, "that was no silence")
        }
    }

    /// The kernel's limit reached, no inotify at all, and a network file system without events.
    @Test(arguments: [WatchCoverage.refused, .unproven])
    func `where nothing is announced a conversation at work is looked at by itself`(coverage: WatchCoverage)
        async throws
    {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/p/a.jsonl")
        let watcher = ScriptedWatcher { _ in coverage }
        // The sweep is an hour away: what comes was found by polling.
        let follower = try await Follower(in: folder, watcher: watcher) { $0.poll = .milliseconds(2) }
        try await follower.run { delivery in
            try await delivery.until("one")
            for number in 0..<20 {
                try folder.append("more \(number)\n", to: "root/p/a.jsonl")
                try await delivery.until("more \(number)")
            }
            try folder.append("a new conversation\n", to: "root/p/b.jsonl")
            try await delivery.until("a new conversation")
            let progress = await follower.service.currentProgress()
            #expect(progress.unwatchedDirectories == (coverage == .refused ? 2 : 0))
            #expect(progress.silentDirectories == (coverage == .unproven ? 1 : 0))
        }
    }

    @Test func `a folder that turns out to be silent is noticed by the sweep and polled from then on`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/a.jsonl")
        let watcher = ScriptedWatcher { _ in .complete }
        let log = folder.file("log.jsonl")
        let follower = try await Follower(in: folder, watcher: watcher, log: OperationalLog(path: log)) {
            ($0.sweep, $0.poll) = (.milliseconds(20), .milliseconds(2))
        }
        try await follower.run { delivery in
            try await delivery.until("one")
            while await !follower.service.currentProgress().isLive { await Task.yield() }
            for number in 0..<3 {
                try folder.append("more \(number)\n", to: "root/a.jsonl")
                try await delivery.until("more \(number)")
            }
            #expect(await follower.service.currentProgress().silentDirectories == 1)
            #expect(try folder.text(of: "log.jsonl").contains("ingest.folder.silent"))
            // It speaks again.
            try folder.append("announced\n", to: "root/a.jsonl")
            watcher.say { $0.files.insert(folder.file("root/a.jsonl")) }
            try await delivery.until("announced")
        }
    }

    @Test func `the watches that were refused stay counted while others come and go`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/full/a.jsonl")
        let watcher = ScriptedWatcher { $0.hasSuffix("full") ? .refused : .complete }
        let follower = try await Follower(in: folder, watcher: watcher)
        try await follower.run { delivery in
            try await delivery.until("one")
            try folder.append("two\n", to: "root/other/b.jsonl")
            watcher.say { $0.directories.insert(folder.file("root/other")) }
            try await delivery.until("two")
            #expect(await follower.service.currentProgress().unwatchedDirectories == 1)
        }
    }

    @Test(arguments: [EACCES, EIO, ESTALE])
    func `what cannot be read for a while is named, kept and goes on where it stood`(number: Int32) async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/p/a.jsonl")
        let files = ScriptedFileSystem()
        let watcher = ScriptedWatcher { _ in .complete }
        let follower = try await Follower(in: folder, watcher: watcher, files: files)
        let path = folder.file("root/p/a.jsonl")
        try await follower.run { delivery in
            try await delivery.until("one")
            files.fail(folder.file("root/p"), with: number)
            try folder.append("two\n", to: "root/p/a.jsonl")
            try folder.append("mark\n", to: "root/z.jsonl")
            watcher.say { hints in
                hints.directories.insert(folder.file("root/p"))
                hints.files.formUnion([path, folder.file("root/z.jsonl")])
            }
            try await delivery.until("mark")
            var unreadable = await follower.service.currentProgress().unreadable
            while unreadable.count < 2 {
                await Task.yield()
                unreadable = await follower.service.currentProgress().unreadable
            }
            #expect(Set(unreadable.keys) == [folder.file("root/p"), path])
            files.fail(folder.file("root/p"), with: nil)
            watcher.say { $0.directories.insert(folder.file("root/p")) }
            try await delivery.until("two")
            #expect(delivery.texts(of: path) == ["one", "two"])
            #expect(delivery.lines.count == 3, "nothing was read twice")
            #expect(await follower.service.currentProgress().unreadable.isEmpty)
        }
    }

    @Test func `what could not be read is looked at again though it did not change`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/p/a.jsonl")
        let files = ScriptedFileSystem()
        let watcher = ScriptedWatcher { _ in .complete }
        let follower = try await Follower(in: folder, watcher: watcher, files: files)
        let (service, path) = (follower.service, folder.file("root/p/a.jsonl"))
        try await follower.run { delivery in
            try await delivery.until("one")
            while await !service.currentProgress().isLive { await Task.yield() }
            files.fail(path, with: EIO)
            await service.lookEverywhere()
            while await service.currentProgress().unreadable[path] == nil { await Task.yield() }
            files.fail(path, with: nil)
            await service.lookEverywhere()
            while await service.currentProgress().unreadable[path] != nil { await Task.yield() }
            #expect(delivery.texts(of: path) == ["one"])
        }
    }

    @Test func `a file that is gone and comes back goes on where it stood`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/p/a.jsonl")
        let files = ScriptedFileSystem()
        let watcher = ScriptedWatcher { _ in .complete }
        let follower = try await Follower(in: folder, watcher: watcher, files: files)
        let path = folder.file("root/p/a.jsonl")
        try await follower.run { delivery in
            try await delivery.until("one")
            // Unmounted: the names are not there.
            files.fail(folder.file("root/p"), with: ENOENT)
            watcher.say { $0.files.insert(path) }
            while await follower.service.currentProgress().sources > 0 { await Task.yield() }
            files.fail(folder.file("root/p"), with: nil)
            try folder.append("two\n", to: "root/p/a.jsonl")
            watcher.say { $0.rescan = true }
            try await delivery.until("two")
            #expect(delivery.lines.map(\.text) == ["one", "two"])
        }
    }

    @Test func `a line that is too long is named in the log and does not hold up its file`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n" + String(repeating: "x", count: 90_000) + "\ntwo\n", to: "root/a.jsonl")
        let log = OperationalLog(path: folder.file("log.jsonl"))
        let follower = try await Follower(in: folder, log: log) { ($0.limits.chunk, $0.limits.record) = (4096, 32_768) }
        try await follower.run { delivery in
            try await delivery.until("two")
            #expect(delivery.lines.map(\.text.count) == [3, 4096, 3])
            #expect(try folder.text(of: "log.jsonl").contains("ingest.line.cut"))
            #expect(await follower.service.currentProgress().unreadable.isEmpty)
        }
    }

    @Test func `ten thousand new files at once all come`() async throws {
        let folder = try TemporaryDirectory()
        try folder.makeFolder("root/p")
        let follower = try await Follower(in: folder)
        let count = 10_000
        try await follower.run { delivery in
            // Two notifications each: more than the kernel keeps, if nobody takes them.
            for number in 0..<count {
                let descriptor = open(folder.file("root/p/\(number).jsonl"), O_WRONLY | O_CREAT, 0o600)
                let text = "file \(number)\n"
                #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
                close(descriptor)
            }
            for number in 0..<count { try await delivery.until("file \(number)") }
            #expect(delivery.lines.count == count)
        }
    }
}
