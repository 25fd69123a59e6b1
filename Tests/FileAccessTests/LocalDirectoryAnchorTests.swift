import Foundation
import KatoTestSupport
import Testing

@testable import FileAccess

/// Below a held directory, through no link.
@Suite struct LocalDirectoryAnchorTests {
    private let folder: TemporaryDirectory
    private let anchor: any DirectoryAnchor

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeFolder("root")
        try folder.write("secret", to: "outside/file")
        anchor = try LocalFileSystem().anchor(folder.file("root"))
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.file(name), withDestinationPath: target)
    }

    @Test(arguments: [[".."], ["..", "outside", "file"], ["a/../../outside"], [""], ["."], ["/etc/passwd"]])
    func `no name leads out`(components: [String]) {
        for intent in [OpenIntent.read, .append, .create] {
            #expect(throws: FileAccessError.self) { _ = try anchor.open(components, intent) }
        }
    }

    @Test func `no link is followed, in the middle or at the end, also not within the folder`() throws {
        try folder.write("text", to: "root/real/file")
        try link("root/out", to: folder.file("outside"))
        try link("root/inner", to: "real")
        try link("root/name", to: "real/file")
        try link("root/dangling", to: folder.file("outside/new"))
        for components in [["out", "file"], ["inner", "file"], ["name"], ["dangling"]] {
            for intent in [OpenIntent.read, .append, .create] {
                #expect(throws: FileAccessError.self) { _ = try anchor.open(components, intent) }
            }
        }
        #expect(try folder.names(in: "outside") == ["file"])
        #expect(try anchor.status(["name"])?.kind == .symbolicLink)
    }

    @Test func `a folder that is swapped for a link after a look is not entered`() throws {
        try folder.makeFolder("root/sub")
        #expect(try anchor.status(["sub"])?.kind == .directory)
        #expect(rename(folder.file("root/sub"), folder.file("root/gone")) == 0)
        try link("root/sub", to: folder.file("outside"))
        #expect(throws: FileAccessError.self) { _ = try anchor.open(["sub", "new"], .create) }
        #expect(throws: FileAccessError.self) { try anchor.makeDirectories(["sub", "new"]) }
        #expect(throws: FileAccessError.self) { try anchor.remove(["sub", "file"]) }
        #expect(try folder.names(in: "outside") == ["file"])
    }

    @Test func `the folder stays the one that was opened when its path leads elsewhere`() throws {
        #expect(rename(folder.file("root"), folder.file("moved")) == 0)
        try link("root", to: folder.file("outside"))
        try anchor.open(["file"], .create).append(Array("mine".utf8))
        #expect(try folder.text(of: "moved/file") == "mine")
        #expect(try folder.text(of: "outside/file") == "secret")
    }

    @Test func `what is not a regular file is refused without waiting`() throws {
        #expect(mkfifo(folder.file("root/fifo"), 0o600) == 0)
        try folder.makeFolder("root/dir")
        for name in ["fifo", "dir"] {
            for intent in [OpenIntent.read, .append] {
                #expect(throws: FileAccessError.self) { _ = try anchor.open([name], intent) }
            }
        }
        for path in ["root/fifo", "root/dir"] {
            #expect(throws: FileAccessError.self) { _ = try LocalFileSystem().open(folder.file(path)) }
        }
        #expect(throws: FileAccessError.self) { _ = try LocalFileSystem().open("/dev/zero") }
    }

    @Test func `what exists is not made again, and a taken name is not overwritten`() throws {
        try folder.write("one", to: "root/a")
        try folder.write("two", to: "root/b")
        #expect { _ = try anchor.open(["a"], .create) } throws: { ($0 as? FileAccessError)?.exists == true }
        #expect { try anchor.rename(["a"], to: "b") } throws: { ($0 as? FileAccessError)?.exists == true }
        try anchor.exchange(["a"], with: "b")
        #expect(try folder.text(of: "root/a") == "two")
        #expect(throws: FileAccessError.self) { try anchor.exchange(["a"], with: "missing") }
        #expect(try folder.text(of: "root/b") == "one")
    }

    @Test func `appending goes to the end whoever wrote there, reading never past it`() throws {
        let file = try anchor.open(["log"], .create)
        try file.append(Array("one".utf8))
        try folder.append("TWO", to: "root/log")
        try file.append(Array("three".utf8))
        try file.sync()
        #expect(try file.read(at: 0, count: 100) == Array("oneTWOthree".utf8))
        #expect(try file.read(at: 50, count: 10) == [])
        #expect(try file.status().size == 11)
    }

    @Test func `missing folders are made, and a file in the way is told`() throws {
        try anchor.makeDirectories(["a", "b", "c"])
        try anchor.makeDirectories(["a", "b", "c"])
        try folder.write("", to: "root/a/file")
        #expect(throws: FileAccessError.self) { try anchor.makeDirectories(["a", "file", "d"]) }
        #expect(try anchor.status(["a", "missing", "d"]) == nil)
    }
}
