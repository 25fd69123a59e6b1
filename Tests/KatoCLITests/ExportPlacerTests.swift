import Foundation
import KatoTestSupport
import Testing

@testable import KatoCLI

@Suite struct ExportPlacerTests {
    let folder: TemporaryDirectory
    private let text = String(repeating: "a line of the copy\n", count: 50_000)

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeFolder("out")
        try folder.write(text, to: "made.md")
    }

    private func place(_ name: String) throws -> String {
        try ExportPlacer.place(folder.file("made.md"), at: folder.file("out/" + name))
    }

    @Test func `a copy that cannot be read to its end is no copy`() throws {
        // A folder can be opened, and reading it fails.
        try folder.makeFolder("unreadable")
        for name in ["new.md", "there.md"] {
            if name == "there.md" { try folder.write("a line of the copy\n", to: "out/there.md") }
            #expect(throws: CommandFailure.self) {
                try ExportPlacer.place(folder.file("unreadable"), at: folder.file("out/" + name))
            }
        }
        #expect(try folder.names(in: "out") == ["there.md"])
        #expect(try folder.text(of: "out/there.md") == "a line of the copy\n")
    }

    #if os(Linux)
        @Test func `a copy appears whole: whoever stops it in the middle finds nothing`() throws {
            let watch = inotify_init1(Int32(IN_NONBLOCK))
            defer { close(watch) }
            #expect(inotify_add_watch(watch, folder.file("out"), UInt32(IN_CREATE | IN_MODIFY | IN_MOVED_TO)) >= 0)
            #expect(try place("x.md") == folder.file("out/x.md"))
            #expect(try folder.text(of: "out/x.md") == text)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(watch, &buffer, buffer.count)
            #expect(Self.events(buffer.prefix(count), of: "x.md") == [UInt32(IN_CREATE)])
        }

        /// What happened to the file of that name.
        private static func events(_ bytes: ArraySlice<UInt8>, of name: String) -> [UInt32] {
            var rest = bytes
            var masks: [UInt32] = []
            while rest.count >= MemoryLayout<inotify_event>.size {
                let event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
                rest = rest.dropFirst(MemoryLayout<inotify_event>.size)
                if rest.prefix(Int(event.len)).prefix(while: { $0 != 0 }).elementsEqual(name.utf8) {
                    masks.append(event.mask)
                }
                rest = rest.dropFirst(Int(event.len))
            }
            return masks
        }
    #endif

    @Test func `a name that is taken by something else is left alone`() throws {
        try folder.write("mine", to: "out/x.md")
        #expect(try place("x.md") == folder.file("out/x-2.md"))
        #expect(try folder.text(of: "out/x.md") == "mine")
        #expect(try folder.text(of: "out/x-2.md") == text)
        #expect(!FileManager.default.fileExists(atPath: folder.file("made.md")))
    }

    @Test func `a beginning of the copy is gone on with`() throws {
        try folder.write(String(text.prefix(1000)), to: "out/x.md")
        #expect(try place("x.md") == folder.file("out/x.md"))
        #expect(try folder.text(of: "out/x.md") == text)
    }

    @Test func `where nothing can be made, nothing is left`() throws {
        try folder.write("a file", to: "file")
        #expect(throws: CommandFailure.self) {
            try ExportPlacer.place(folder.file("made.md"), at: folder.file("file/x.md"))
        }
        #expect(try folder.text(of: "file") == "a file")
    }

    @Test func `folders that are missing are made`() throws {
        #expect(try place("new/deep/x.md") == folder.file("out/new/deep/x.md"))
        #expect(try folder.text(of: "out/new/deep/x.md") == text)
    }
}
