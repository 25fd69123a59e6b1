import FileAccess
import Foundation
import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

/// What becomes of an allowed root that is not any more what it was when the daemon started.
@Suite struct ChangedRootTests {
    private func word(_ box: AttackBox, _ roots: HeldRoots) -> String {
        AttackBox.word(
            box.gate(roots: roots).admit(
                .named("x.md"),
                for: AttackBox.session(box.root),
                at: Timestamp(milliseconds: 0)
            )
        )
    }

    @Test func `a root that is still the same is used`() throws {
        let box = try AttackBox()
        #expect(word(box, HeldRoots([box.root])) == "admitted")
    }

    @Test func `row 52: a root that was removed fails, and is refused when it is made anew`() throws {
        let box = try AttackBox()
        let roots = HeldRoots([box.root])
        try FileManager.default.removeItem(atPath: box.root)
        #expect(word(box, roots) == "failed")
        try box.folder.makeFolder("root")
        #expect(word(box, roots) == "root-replaced")
        #expect(try box.folder.names(in: "root").isEmpty)
    }

    @Test func `row 41: a root whose file system does not answer fails after a while`() throws {
        let box = try AttackBox()
        let place = HangingPlace(box.root)
        place.hang()
        defer { place.goOn() }
        let decision = box.gate(files: HangingFileSystem.patient(place)).admit(
            .named("x.md"), for: AttackBox.session(box.root), at: Timestamp(milliseconds: 0))
        guard case .failed(_, let message, _) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(message.contains("its file system does not answer"), "\(message)")
    }

    @Test func `a root that became a link is refused, also when it leads to the old folder`() throws {
        let box = try AttackBox()
        let roots = HeldRoots([box.root])
        try FileManager.default.moveItem(atPath: box.root, toPath: box.folder.file("moved"))
        try box.link("root", to: "moved")
        #expect(word(box, roots) == "symbolic-link")
        #expect(!FileManager.default.fileExists(atPath: box.folder.file("moved/x.md")))
    }

    @Test func `a folder above the root that became a link is refused`() throws {
        let folder = try TemporaryDirectory()
        try folder.makeFolder("above/root")
        let files = LocalFileSystem()
        _ = try files.anchor(folder.file("above/root"))
        try FileManager.default.moveItem(atPath: folder.file("above"), toPath: folder.file("moved"))
        try FileManager.default.createSymbolicLink(atPath: folder.file("above"), withDestinationPath: "moved")
        for isPortable in [false, true] {
            do {
                _ = try LocalFileSystem(isPortable: isPortable).anchor(folder.file("above/root"))
                Issue.record("it was opened")
            } catch {
                #expect(error.isLink, "\(error)")
            }
        }
    }
}
