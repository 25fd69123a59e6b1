import FileAccess
import Foundation
import KatoTestSupport
import Testing

@testable import KatoIngest

/// F2 to F5, F14: the file is not the one that was read.
@Suite struct RewrittenFileTests {
    private static let before = (0..<40).map { "{\"n\":\($0),\"text\":\"what was there before\"}" }
    private static let old = before.joined(separator: "\n") + "\n"

    /// Other content of some length, with a mark in every line.
    private static func other(_ length: Int) -> String {
        let line = "{\"other\":\"and now something else\"}\n"
        let text = String(repeating: line, count: length / line.count)
        return text + String(repeating: "x", count: length - text.count - 1) + "\n"
    }

    @Test(arguments: [200, 2000, old.utf8.count, 9000], [false, true])
    func `written anew in place it is read from the start, whatever its size`(size: Int, stopped: Bool) throws {
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        if stopped { reading.restart() }
        // In place: the inode stays.
        let handle = try #require(FileHandle(forWritingAtPath: reading.folder.file(Reading.name)))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(Self.other(size).utf8))
        try handle.close()
        let lines = try reading.drain()
        #expect(lines == Self.other(size).split(separator: "\n").map(String.init))
        #expect(reading.resets.last == (size < Self.old.utf8.count ? .shrunk : .rewritten))
    }

    @Test(arguments: [false, true])
    func `neither the same size nor the time of before hides a rewrite`(stopped: Bool) throws {
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        let path = reading.folder.file(Reading.name)
        let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
        let before = try LocalFileSystem().status(path)
        if stopped { reading.restart() }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data(Self.other(Self.old.utf8.count).utf8))
        try handle.close()
        // Until the clock of a slow kernel ticks.
        while try LocalFileSystem().status(path).changed == before.changed {
            try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: path)
        }
        #expect(try reading.drain(isHinted: false).first == "{\"other\":\"and now something else\"}")
    }

    @Test func `with the old beginning and another end it is read from the start`() throws {
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        // The first kilobyte stays; what stood before the place reached does not.
        let lines = Self.before.prefix(25) + ["{\"compacted\":true}"] + Self.before.dropFirst(20) + ["the newest"]
        try reading.write(lines.joined(separator: "\n") + "\n")
        #expect(try reading.drain().last == "the newest")
        #expect(reading.resets.last == .rewritten)
    }

    @Test func `cut to nothing and filled again, as copy and truncate does, it is read from the start`() throws {
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        try reading.write("")
        #expect(try reading.drain() == [])
        try reading.append("{\"first\":\"after the cut\"}\n")
        #expect(try reading.drain() == ["{\"first\":\"after the cut\"}"])
        try reading.append("and on\n")
        #expect(try reading.drain() == ["and on"])
    }

    @Test(arguments: [false, true])
    func `renamed over it is read from the start`(stopped: Bool) throws {
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        if stopped { reading.restart() }
        try reading.folder.write(Self.old + "new\n", to: "other")
        #expect(rename(reading.folder.file("other"), reading.folder.file(Reading.name)) == 0)
        #expect(try reading.drain() == Self.before + ["new"])
        #expect(reading.resets.last == .replaced)
    }

    @Test func `an inode number that comes back is told from the file by its birth`() throws {
        // The file is deleted and made anew until the number comes back, as it does at once on ext4.
        var reading = try Reading()
        try reading.write(Self.old)
        try reading.drain()
        try FileManager.default.removeItem(atPath: reading.folder.file(Reading.name))
        try reading.write(Self.old + "more\n")
        #expect(try reading.drain() == Self.before + ["more"])
        #expect(reading.resets.last == .replaced)
    }

    @Test func `where a file system keeps no birth time the content tells`() throws {
        let files = ScriptedFileSystem(
            view: { status in
                FileStatus(
                    kind: status.kind, device: 1, inode: 7, size: status.size, owner: status.owner, mode: status.mode,
                    links: status.links, modified: status.modified, changed: status.changed)
            },
            birth: { _ in 0 }
        )
        var reading = try Reading(files: files)
        try reading.write(Self.old)
        try reading.drain()
        reading.restart()
        try FileManager.default.removeItem(atPath: reading.folder.file(Reading.name))
        try reading.write(Self.other(5000))
        #expect(try reading.drain() == Self.other(5000).split(separator: "\n").map(String.init))
        #expect(reading.resets.last == .rewritten)
    }

    @Test(arguments: [-86_400.0, 86_400, -3_000_000_000, 3_000_000_000])
    func `a clock that jumps changes nothing`(seconds: Double) throws {
        let nanoseconds = Int64(seconds) * 1_000_000_000
        let hasJumped = Flag()
        let files = ScriptedFileSystem(view: { status in
            let jump = hasJumped.isSet ? nanoseconds : 0
            return FileStatus(
                kind: status.kind, device: status.device, inode: status.inode, size: status.size, owner: status.owner,
                mode: status.mode, links: status.links, modified: status.modified &+ jump,
                changed: status.changed &+ jump)
        })
        var reading = try Reading(files: files)
        try reading.write(Self.old)
        try reading.drain()
        hasJumped.set()
        #expect(try reading.drain(isHinted: false) == [], "other times, same content")
        try reading.append("new\n")
        #expect(try reading.drain() == ["new"])
    }

    @Test func `a rewrite within one tick of the clock is seen when it is announced`() throws {
        let files = ScriptedFileSystem(view: { status in
            FileStatus(
                kind: status.kind, device: status.device, inode: status.inode, size: status.size, owner: status.owner,
                mode: status.mode, links: status.links, modified: 5, changed: 5)
        })
        var reading = try Reading(files: files)
        try reading.write("aaaa\n")
        try reading.drain()
        let handle = try #require(FileHandle(forWritingAtPath: reading.folder.file(Reading.name)))
        try handle.write(contentsOf: Data("bbbb\n".utf8))
        try handle.close()
        #expect(try reading.drain(isHinted: true) == ["bbbb"])
    }

    @Test func `growth within one tick of the clock is seen`() throws {
        let files = ScriptedFileSystem(view: { status in
            FileStatus(
                kind: status.kind, device: status.device, inode: status.inode, size: status.size, owner: status.owner,
                mode: status.mode, links: status.links, modified: 5, changed: 5)
        })
        var reading = try Reading(files: files)
        for number in 0..<20 {
            try reading.append("line \(number)\n")
            #expect(try reading.drain() == ["line \(number)"])
        }
    }
}
