import Foundation
import KatoTestSupport
import Testing

@testable import FileAccess

@Suite struct LocalFileSystemTests {
    private let files = LocalFileSystem()

    @Test func `the time of change moves on although the time of modification is set back`() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("text", to: "file")
        let before = try files.status(path)
        let date = Date(timeIntervalSince1970: Double(before.modified) / 1e9)
        // Until the clock of a slow kernel ticks.
        while try files.status(path).changed == before.changed {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        #expect(try files.status(path).changed > before.changed)
        #expect(abs(try files.status(path).modified - before.modified) < 1_000_000)
    }

    @Test func `entries are told by kind, links not followed`() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "file")
        try folder.makeFolder("folder")
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "folder")
        #expect(mkfifo(folder.file("fifo"), 0o600) == 0)
        let found = try files.entries(of: folder.path)
        #expect(
            Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.kind) })
                == ["file": .regular, "folder": .directory, "link": .symbolicLink, "fifo": .other]
        )
    }

    @Test func `what is missing is told from what is refused`() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "file")
        for path in ["missing", "file/below", "missing/below"] {
            #expect { _ = try files.open(folder.file(path)) } throws: { ($0 as? FileAccessError)?.isNotFound == true }
        }
        #expect { _ = try files.open(folder.path) } throws: { ($0 as? FileAccessError)?.isNotFound == false }
    }

    @Test func `a folder and those above it are made with the mode asked for`() throws {
        let folder = try TemporaryDirectory()
        try files.makeDirectory(folder.file("a/b"), mode: 0o700)
        try files.makeDirectory(folder.file("a/b"), mode: 0o700)
        #expect(try files.status(folder.file("a")).mode == 0o700)
        try folder.write("", to: "file")
        #expect(throws: FileAccessError.self) { try files.makeDirectory(folder.file("file/c"), mode: 0o700) }
    }

    @Test func `a second hard link is counted`() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("", to: "file")
        #expect(link(path, folder.file("second")) == 0)
        #expect(try files.status(path).links == 2)
        #expect(try files.status(path).isSameFile(as: files.status(folder.file("second"))))
    }
}
