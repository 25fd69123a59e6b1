import FileAccess
import Foundation
import KatoTestSupport
import Subprocess
import SystemPackage
import Testing

/// Another process exchanges a name inside the root for a link to outside while this one opens, makes and writes.
///
/// `KATO_SWAPS` sets how often; a long run is a million.
@Suite(.serialized) struct SwapRaceTests {
    private static let swaps = ProcessInfo.processInfo.environment["KATO_SWAPS"].flatMap { Int($0) } ?? 20_000

    @Test(arguments: [false, true])
    func `row 27: a folder exchanged for a link never leads outside`(isPortable: Bool) async throws {
        let box = try AttackBox()
        try box.folder.makeFolder("root/way")
        try box.link("root/link", to: box.outside)
        let files = LocalFileSystem(isPortable: isPortable)
        let counts = try await race(box, "way", "link") {
            let anchor = try files.anchor(box.root)
            try anchor.makeDirectories(["way", "deep"])
            // One that could not be removed in its turn would stand in the way for ever.
            try? anchor.remove(["way", "deep", "x.md"])
            try anchor.open(["way", "deep", "x.md"], .create).append(Array("x".utf8))
        }
        #expect(counts.done > 0 && counts.refused > 0, "\(counts): the race was none")
    }

    @Test(arguments: [false, true])
    func `row 30: a file exchanged for a link or a FIFO never leads outside and never blocks`(isPortable: Bool)
        async throws
    {
        let box = try AttackBox()
        try box.folder.write("", to: "root/x.md")
        let isLink = !isPortable
        if isLink { try box.link("root/other", to: box.secret) } else { mkfifo(box.root + "/other", 0o600) }
        let files = LocalFileSystem(isPortable: isPortable)
        let counts = try await race(box, "x.md", "other") {
            try files.anchor(box.root).open(["x.md"], .append).append(Array("x".utf8))
        }
        #expect(counts.done > 0 && counts.refused > 0, "\(counts): the race was none")
    }

    /// Works against the attacker until it has done all its exchanges; then nothing outside may have changed.
    private func race(_ box: AttackBox, _ left: String, _ right: String, _ step: @Sendable () throws -> Void)
        async throws -> (done: Int, refused: Int)
    {
        let before = try box.outsideState()
        let enough = box.root + "/enough"
        let attacker = Process()
        attacker.executableURL = URL(filePath: Probe.path)
        attacker.arguments = [
            "swap", String(Self.swaps), box.root + "/" + left, box.root + "/" + right, enough,
        ]
        let input = Pipe()
        attacker.standardInput = input
        attacker.standardOutput = FileHandle.nullDevice
        try attacker.run()
        var counts = (done: 0, refused: 0)
        while attacker.isRunning, counts.done == 0 || counts.refused == 0 || access(enough, F_OK) != 0 {
            do {
                try step()
                counts.done += 1
            } catch {
                counts.refused += 1
            }
        }
        try input.fileHandleForWriting.close()
        attacker.waitUntilExit()
        #expect(attacker.terminationStatus == 0)
        print("\(Self.swaps) exchanges, \(counts.done) writes, \(counts.refused) refusals")
        #expect(try box.outsideState() == before, "an escape")
        return counts
    }
}
