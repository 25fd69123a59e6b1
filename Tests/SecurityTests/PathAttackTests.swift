import FileAccess
import Foundation
import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

/// The checklist of path attacks against the gate, row by row, with the kernel's one-step lookup and without it.
@Suite struct PathAttackTests {
    @Test(arguments: PathAttack.texts + PathAttack.disks)
    func `the gate decides as the checklist says and nothing outside changes`(attack: PathAttack) throws {
        for isPortable in [false, true] {
            let box = try AttackBox()
            let typed = try attack.arrange(box)
            let before = try box.outsideState()
            #expect(box.verdict(typed, portable: isPortable) == attack.expected, "portable: \(isPortable)")
            #expect(try box.outsideState() == before)
        }
    }

    @Test func `row 12: a name in composed and in decomposed letters is two files`() throws {
        let box = try AttackBox()
        #expect(box.verdict("caf\u{E9}.md") == "admitted")
        #expect(box.verdict("cafe\u{301}.md") == "admitted")
        #expect(try box.folder.names(in: "root").filter { $0.hasPrefix("caf") }.count == 2)
    }

    @Test func `row 28: a folder that was moved out of the root takes nothing`() throws {
        let box = try AttackBox()
        let anchor = try LocalFileSystem().anchor(box.root)
        try anchor.makeDirectories(["moving"])
        try FileManager.default.moveItem(atPath: box.root + "/moving", toPath: box.outside + "/moved")
        #expect(throws: FileAccessError.self) { _ = try anchor.open(["moving", "x.md"], .create) }
        #expect(try box.folder.names(in: "outside/moved").isEmpty)
    }

    @Test func `row 32: a hard link made after the first look is found before the next write`() throws {
        let box = try AttackBox()
        #expect(box.verdict("x.md") == "admitted")
        try FileManager.default.linkItem(atPath: box.root + "/x.md", toPath: box.outside + "/second.md")
        #expect(box.verdict("x.md") == "hard-links")
    }

    @Test(arguments: [false, true])
    func `row 48: a file of another user is refused`(isPortable: Bool) throws {
        let box = try AttackBox(owner: geteuid() &+ 1)
        try box.folder.write("theirs", to: "root/x.md")
        #expect(box.verdict("x.md", portable: isPortable) == "other-owner")
    }

    @Test func `row 54: with a umask of nothing, what is made is still its owner's alone to write`() throws {
        let box = try AttackBox()
        let mask = umask(0)
        defer { umask(mask) }
        #expect(box.verdict("made/x.md") == "admitted")
        let file = try FileManager.default.attributesOfItem(atPath: box.root + "/made/x.md")
        let folder = try FileManager.default.attributesOfItem(atPath: box.root + "/made")
        #expect(file[.posixPermissions] as? Int == 0o644)
        #expect(folder[.posixPermissions] as? Int == 0o755)
    }

    @Test func `row 55: when a folder cannot be made, those made for it go again`() throws {
        let box = try AttackBox()
        let anchor = try LocalFileSystem().anchor(box.root)
        let tooLong = String(repeating: "c", count: 256)
        #expect(throws: FileAccessError.self) { try anchor.makeDirectories(["a", "b", tooLong]) }
        #expect(!FileManager.default.fileExists(atPath: box.root + "/a"))
        try anchor.makeDirectories(["notes", "kept"])
        #expect(throws: FileAccessError.self) { try anchor.makeDirectories(["notes", "kept", "new", tooLong]) }
        #expect(try box.folder.names(in: "root/notes/kept").isEmpty)
    }
}
