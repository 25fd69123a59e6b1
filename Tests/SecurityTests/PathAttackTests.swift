import FileAccess
import Foundation
import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

    @Test(arguments: ["state/x.md", "agent/x.jsonl", "run/x.md"])
    func `row 43: what is kato's own or an agent's is refused to a person's own hand as well`(name: String) throws {
        let box = try AttackBox()
        let decision = box.gate().judge(
            box.root + "/" + name, in: box.root, .markdown, for: AttackBox.session(box.root),
            at: Timestamp(milliseconds: 0))
        #expect(AttackBox.word(decision) == "protected-path")
    }

    @Test func `row 32: what nobody saw when it was looked at is seen when it is open`() throws {
        let box = try AttackBox()
        try FileManager.default.linkItem(atPath: box.secret, toPath: box.root + "/x.md")
        let decision = box.gate(files: BlindFileSystem()).admit(
            .named("x.md"), for: AttackBox.session(box.root), at: Timestamp(milliseconds: 0))
        #expect(AttackBox.word(decision) == "hard-links")
    }

    @Test func `row 33: a FIFO that somebody reads is not even opened`() throws {
        let box = try AttackBox()
        let path = box.root + "/x.md"
        try #require(mkfifo(path, 0o600) == 0)
        let reader = Glibc.open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let watch = inotify_init1(Int32(IN_NONBLOCK))
        defer { close(watch) }
        #expect(inotify_add_watch(watch, path, UInt32(IN_OPEN)) >= 0)
        #expect(box.verdict("x.md") == "not-regular")
        var events = [UInt8](repeating: 0, count: 4096)
        #expect(read(watch, &events, events.count) < 0, "it was opened")
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
