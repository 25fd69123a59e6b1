import KatoTestSupport
import Testing

@testable import FileAccess

/// What becomes of calls to a file system that does not answer.
@Suite(.timeLimit(.minutes(1))) struct PatientFileSystemTests {
    let folder: TemporaryDirectory
    let place: HangingPlace
    let files: PatientFileSystem

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("one\n", to: "slow/a.md")
        try folder.write("two\n", to: "fast/b.md")
        place = HangingPlace(folder.file("slow"))
        files = HangingFileSystem.patient(place)
    }

    private func isHanging(_ call: () throws(FileAccessError) -> Void) -> Bool {
        do throws(FileAccessError) {
            try call()
            return false
        } catch {
            return error.isHanging && error.reason == "its file system does not answer"
        }
    }

    /// Returns when the call that was given up on has come back.
    private func untilAnswering() async {
        while (try? files.status(place.path)) == nil { await Task.yield() }
    }

    @Test func `every call to the place fails, one thread waits, and other places answer`() throws {
        place.hang()
        defer { place.goOn() }
        let path = folder.file("slow/a.md")
        #expect(isHanging { () throws(FileAccessError) in _ = try files.status(path) })
        #expect(isHanging { () throws(FileAccessError) in _ = try files.open(path) })
        #expect(isHanging { () throws(FileAccessError) in _ = try files.entries(of: place.path) })
        #expect(isHanging { () throws(FileAccessError) in _ = try files.canonicalPath(path) })
        #expect(isHanging { () throws(FileAccessError) in _ = try files.anchor(place.path) })
        #expect(isHanging { () throws(FileAccessError) in try files.makeDirectory(path, mode: 0o700) })
        #expect(place.count == 1)
        #expect(try files.status(folder.file("fast/b.md")).size == 4)
    }

    @Test func `every call through an open folder or file fails`() throws {
        let anchor = try files.anchor(place.path)
        let file = try anchor.open(["a.md"], .append)
        place.hang()
        defer { place.goOn() }
        #expect(isHanging { () throws(FileAccessError) in _ = try anchor.status(["a.md"]) })
        #expect(isHanging { () throws(FileAccessError) in _ = try anchor.open(["a.md"], .append) })
        #expect(isHanging { () throws(FileAccessError) in try anchor.makeDirectories(["x"]) })
        #expect(isHanging { () throws(FileAccessError) in try anchor.exchange(["a.md"], with: "b.md") })
        #expect(isHanging { () throws(FileAccessError) in try anchor.rename(["a.md"], to: "b.md") })
        #expect(isHanging { () throws(FileAccessError) in try anchor.remove(["a.md"]) })
        #expect(isHanging { () throws(FileAccessError) in try anchor.syncParent(["a.md"]) })
        #expect(isHanging { () throws(FileAccessError) in _ = try file.read(at: 0, count: 1) })
        #expect(isHanging { () throws(FileAccessError) in _ = try file.readBack(at: 0, count: 1) })
        #expect(isHanging { () throws(FileAccessError) in _ = try file.status() })
        #expect(isHanging { () throws(FileAccessError) in try file.append(Array("x".utf8)) })
        #expect(isHanging { () throws(FileAccessError) in try file.overwrite([0], at: 0) })
        #expect(isHanging { () throws(FileAccessError) in try file.sync() })
        #expect(file.birthTime() == 0)
        #expect(try folder.text(of: "slow/a.md") == "one\n")
    }

    @Test func `a write that comes back late was made once, and before anything that is asked next`() async throws {
        let file = try files.anchor(place.path).open(["a.md"], .append)
        place.hang(.appends)
        #expect(isHanging { () throws(FileAccessError) in try file.append(Array("late\n".utf8)) })
        #expect(isHanging { () throws(FileAccessError) in try file.append(Array("refused\n".utf8)) })
        #expect(isHanging { () throws(FileAccessError) in _ = try files.status(place.path) })
        place.goOn()
        await untilAnswering()
        try file.append(Array("next\n".utf8))
        #expect(try folder.text(of: "slow/a.md") == "one\nlate\nnext\n")
    }

    @Test func `where no patience is needed the base's own folders and files are given out`() throws {
        #expect(try !(files.anchor(folder.file("fast")) is PatientAnchor))
        #expect(try !(files.open(folder.file("fast/b.md")) is PatientFile))
        #expect(try files.open(folder.file("slow/a.md")) is PatientFile)
    }
}
