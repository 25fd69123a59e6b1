import FileAccess
import FileTail
import Foundation
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoIngest

/// The whole stage with the kernel's own notifications.
@Suite(.timeLimit(.minutes(1))) struct IngestServiceTests {
    @Test func `what is there and what is added comes in order`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\ntwo\n", to: "root/a.jsonl")
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            try await delivery.until("two")
            try folder.append("three\n", to: "root/a.jsonl")
            try await delivery.until("three")
            #expect(delivery.lines.map(\.text) == ["one", "two", "three"])
            #expect(delivery.lines.map(\.offset) == [0, 4, 8])
        }
    }

    @Test func `a root that is made later is followed, level by level`() async throws {
        let folder = try TemporaryDirectory()
        let follower = try await Follower(in: folder, root: "home/agent/deep/projects")
        try await follower.run { delivery in
            try folder.append("late\n", to: "home/agent/deep/projects/work/a.jsonl")
            try await delivery.until("late")
            try folder.append("later\n", to: "home/agent/deep/projects/work/a.jsonl")
            try await delivery.until("later")
        }
    }

    @Test func `a root that appears while it is looked for is not missed`() async throws {
        // Each level is made just when the one above is being watched, which is the worst moment.
        let folder = try TemporaryDirectory()
        let root = folder.file("a/b/c")
        let inotify = try await Follower.inotify()
        let watcher = ScriptedWatcher { directory in
            if directory == folder.path { _ = try? folder.makeFolder("a") }
            if directory == folder.file("a") { _ = try? folder.makeFolder("a/b") }
            return inotify.watch(directory)
        }
        let discovery = SourceDiscovery(
            roots: [IngestRoot(path: root, provider: LinesProvider())], files: LocalFileSystem(), watcher: watcher)
        _ = discovery.walkAll()
        try folder.makeFolder("a/b/c")
        for await _ in inotify.wakeups {
            if inotify.takeHints().directories.contains(root) { return }
        }
    }

    @Test func `a root that is a link is followed, also when the link is made later`() async throws {
        for isLate in [false, true] {
            let folder = try TemporaryDirectory()
            try folder.append("behind the link\n", to: "elsewhere/a.jsonl")
            let link = {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.file("root"), withDestinationPath: folder.file("elsewhere"))
            }
            if !isLate { try link() }
            let follower = try await Follower(in: folder)
            try await follower.run { delivery in
                if isLate { try link() }
                try await delivery.until("behind the link")
                try folder.append("and on\n", to: "elsewhere/a.jsonl")
                try await delivery.until("and on")
            }
        }
    }

    @Test func `a folder that is filled before it is watched, moved away and back loses nothing`() async throws {
        let folder = try TemporaryDirectory()
        try folder.makeFolder("root")
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            try folder.append("filled before\n", to: "outside/a.jsonl")
            #expect(rename(folder.file("outside"), folder.file("root/p")) == 0)
            try await delivery.until("filled before")
            #expect(rename(folder.file("root/p"), folder.file("outside")) == 0)
            try folder.append("written outside\n", to: "outside/a.jsonl")
            #expect(rename(folder.file("outside"), folder.file("root/p")) == 0)
            try await delivery.until("written outside")
            #expect(delivery.lines.map(\.text) == ["filled before", "written outside"], "and nothing is read twice")
            try folder.append("back again\n", to: "root/p/a.jsonl")
            try await delivery.until("back again")
        }
    }

    @Test func `a file that is rotated away and begun anew goes on`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("old one\n", to: "root/a.jsonl")
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            try await delivery.until("old one")
            #expect(rename(folder.file("root/a.jsonl"), folder.file("root/a.jsonl.1")) == 0)
            try folder.append("new one\n", to: "root/a.jsonl")
            try await delivery.until("new one")
            try FileManager.default.removeItem(atPath: folder.file("root/a.jsonl"))
            try folder.append("third\n", to: "root/a.jsonl")
            try await delivery.until("third")
            #expect(delivery.lines.map(\.text) == ["old one", "new one", "third"])
        }
    }

    @Test func `the same first line in two files does not make them one`() async throws {
        let folder = try TemporaryDirectory()
        let shared = "{\"forked\":\"" + String(repeating: "history ", count: 400) + "\"}"
        for name in ["a", "b"] { try folder.append(shared + "\nonly in \(name)\n", to: "root/\(name).jsonl") }
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            for name in ["a", "b"] { try await delivery.until("only in \(name)") }
            for name in ["a", "b"] {
                #expect(delivery.texts(of: folder.file("root/\(name).jsonl")) == [shared, "only in \(name)"])
            }
        }
    }

    @Test func `a file with two names is read once, and goes on under the one that stays`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("first\n", to: "root/a.jsonl")
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            try await delivery.until("first")
            #expect(link(folder.file("root/a.jsonl"), folder.file("root/b.jsonl")) == 0)
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("root/c.jsonl"), withDestinationPath: folder.file("root/a.jsonl"))
            try folder.append("second\n", to: "root/b.jsonl")
            try folder.append("mark one\n", to: "root/z.jsonl")
            try folder.append("third\n", to: "root/a.jsonl")
            try await delivery.until("third")
            try await delivery.until("mark one")
            #expect(delivery.lines.filter { $0.text == "second" }.map(\.path) == [folder.file("root/a.jsonl")])
            try FileManager.default.removeItem(atPath: folder.file("root/a.jsonl"))
            try folder.append("fourth\n", to: "root/b.jsonl")
            try await delivery.until("fourth")
            #expect(delivery.lines.last?.path == folder.file("root/b.jsonl"))
        }
    }

    @Test func `links in circles end`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("once\n", to: "root/p/a.jsonl")
        try folder.makeFolder("outside")
        for (name, target) in [
            ("root/p/up", "root"), ("root/self", "root/self"), ("root/out", "outside"), ("outside/round", "outside"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(name), withDestinationPath: folder.file(target))
        }
        try folder.append("outside\n", to: "outside/b.jsonl")
        let follower = try await Follower(in: folder)
        try await follower.run { delivery in
            try await delivery.until("once")
            try await delivery.until("outside")
            try folder.append("mark\n", to: "root/z.jsonl")
            try await delivery.until("mark")
            #expect(delivery.lines.map(\.text).sorted() == ["mark", "once", "outside"])
        }
    }

    @Test func `a restart goes on at the stored checkpoint, whatever came meanwhile`() async throws {
        let folder = try TemporaryDirectory()
        try folder.append("one\n", to: "root/a.jsonl")
        let first = try await Follower(in: folder)
        var checkpoints: [String: SourceCheckpoint] = [:]
        try await first.run { delivery in
            try await delivery.until("one")
            checkpoints = delivery.checkpoints
        }
        try folder.append("two\n", to: "root/a.jsonl")
        let second = try await Follower(in: folder, checkpoints: checkpoints)
        try await second.run { delivery in
            try await delivery.until("two")
            #expect(delivery.lines.map(\.text) == ["two"])
        }
    }
}
