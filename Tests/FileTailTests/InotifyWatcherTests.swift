#if os(Linux)
    import Dispatch
    import Foundation
    import KatoTestSupport
    import NIOCore
    import TaskLoop
    import Testing

    @testable import FileTail

    /// What the kernel says, in the kernel's own words.
    @Suite(.timeLimit(.minutes(1))) struct InotifyWatcherTests {
        /// One for all: a thread lives as long as the process.
        private static let loop = TaskLoop()

        /// Gathers hints until they say what is waited for.
        private static func hints(_ watcher: InotifyWatcher, until isEnough: (WatchHints) -> Bool) async -> WatchHints {
            var gathered = WatchHints()
            for await _ in watcher.wakeups {
                let new = watcher.takeHints()
                gathered.files.formUnion(new.files)
                gathered.directories.formUnion(new.directories)
                gathered.rescan = gathered.rescan || new.rescan
                gathered.overflowed = gathered.overflowed || new.overflowed
                if isEnough(gathered) { break }
            }
            return gathered
        }

        @Test func `files and folders that appear or change are named`() async throws {
            let folder = try TemporaryDirectory()
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            #expect(watcher.watch(folder.path) != .refused)
            try folder.append("text", to: "file")
            try folder.makeFolder("folder")
            try folder.write("moved", to: "folder/inside")
            #expect(rename(folder.file("folder/inside"), folder.file("arrived")) == 0)
            let hints = await Self.hints(watcher) { $0.files.count == 2 && $0.directories.count == 1 }
            #expect(hints.files == [folder.file("file"), folder.file("arrived")])
            #expect(hints.directories == [folder.file("folder")])
            #expect(!hints.rescan)
        }

        @Test func `a folder watched for names alone tells nothing of what is written there`() async throws {
            let folder = try TemporaryDirectory()
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            try folder.write("text", to: "known")
            #expect(watcher.watchNames(folder.path) != .refused)
            try folder.append("more", to: "known")
            try folder.makeFolder("folder")
            var hints = await Self.hints(watcher) { !$0.directories.isEmpty }
            #expect(hints.files.isEmpty)
            _ = watcher.watch(folder.path)
            _ = watcher.watchNames(folder.path)
            try folder.append("more", to: "known")
            hints = await Self.hints(watcher) { !$0.files.isEmpty }
            #expect(hints.files == [folder.file("known")])
        }

        @Test func `twenty thousand events that nobody takes are one word to look at everything`() async throws {
            let folder = try TemporaryDirectory()
            let loop = TaskLoop()
            let watcher = try #require(await InotifyWatcher(on: loop))
            let turn = DispatchSemaphore(value: 0)
            loop.eventLoop.execute { turn.wait() }
            _ = watcher.watch(folder.path)
            // The kernel keeps 16,384 unless told otherwise, and merges equal ones in a row.
            for number in 0..<20_000 {
                let descriptor = open(folder.file("f\(number % 1000)"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
                #expect(write(descriptor, "x", 1) == 1)
                close(descriptor)
            }
            turn.signal()
            let hints = await Self.hints(watcher) { $0.overflowed }
            #expect(hints.rescan)
            #expect(hints.files.count == 1000)
            try folder.append("x", to: "after")
            #expect(await Self.hints(watcher) { !$0.files.isEmpty }.files == [folder.file("after")])
        }

        @Test func `a folder that is deleted or moved away asks for a look`() async throws {
            let folder = try TemporaryDirectory()
            for end in ["delete", "move"] {
                let path = try folder.makeFolder("sub")
                let watcher = try #require(await InotifyWatcher(on: Self.loop))
                _ = watcher.watch(path)
                if end == "delete" {
                    #expect(rmdir(path) == 0)
                } else {
                    #expect(rename(path, folder.file("away")) == 0)
                }
                #expect(await Self.hints(watcher) { $0.rescan }.rescan)
            }
        }

        @Test func `a folder that moved is known by its new name once it is watched there`() async throws {
            let folder = try TemporaryDirectory()
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            _ = watcher.watch(try folder.makeFolder("before"))
            #expect(rename(folder.file("before"), folder.file("behind")) == 0)
            _ = await Self.hints(watcher) { $0.rescan }
            _ = watcher.watch(folder.file("behind"))
            try folder.append("x", to: "behind/file")
            #expect(await Self.hints(watcher) { !$0.files.isEmpty }.files == [folder.file("behind/file")])
        }

        @Test func `a folder whose permissions change is to be looked at`() async throws {
            let folder = try TemporaryDirectory()
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            _ = watcher.watch(try folder.makeFolder("sub"))
            #expect(chmod(folder.file("sub"), 0o500) == 0)
            #expect(await Self.hints(watcher) { !$0.directories.isEmpty }.directories == [folder.file("sub")])
            #expect(chmod(folder.file("sub"), 0o700) == 0)
        }

        @Test func `what is not a folder is not watched`() async throws {
            let folder = try TemporaryDirectory()
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            try folder.write("", to: "file")
            #expect(watcher.watch(folder.file("file")) == .refused)
            #expect(watcher.watch(folder.file("missing")) == .refused)
        }

        @Test func `a file system that others can change has to prove itself`() async throws {
            // procfs: nothing of it is announced, as on a network file system.
            let watcher = try #require(await InotifyWatcher(on: Self.loop))
            #expect(watcher.watch("/proc/self") == .unproven)
        }
    }
#endif
