import FileAccess
import Foundation
import KatoModel
import KatoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Puts a file through everything that can happen to one, and compares with reading it once.
struct Laboratory {
    let specimen: Specimen
    let bytes: [UInt8]
    let folder: TemporaryDirectory
    let whole: SourceLedger
    /// Where the last complete record ends.
    let complete: Int

    private var file: String { specimen.components.joined(separator: "/") }

    init(_ specimen: Specimen, _ bytes: [UInt8]) throws {
        self.specimen = specimen
        self.bytes = bytes
        folder = try TemporaryDirectory()
        let lines = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let isWhole = (try? JSONSerialization.jsonObject(with: Data(bytes[lines...]))) is [String: Any]
        complete = isWhole ? bytes.count : lines
        try folder.write(bytes, to: specimen.components.joined(separator: "/"))
        var follower = SourceFollower(specimen, in: folder)
        try follower.follow()
        whole = follower.ledger
        guard specimen.isGrowing else { return }
        #expect(follower.bytesRead == complete, "\(specimen): bytes that nothing accounts for")
        // More where a line holds several.
        #expect(follower.recordsRead >= bytes.count { $0 == 0x0A } + (isWhole ? 1 : 0))
    }

    /// Reading it again adds nothing.
    func readsTwice() throws {
        try folder.write(bytes, to: file)
        var follower = SourceFollower(specimen, in: folder, chunk: 777)
        try follower.follow()
        compare(follower, "in small chunks")
        follower.startOver()
        try follower.follow()
        compare(follower, "read twice")
    }

    /// Read when only `split` bytes are there, then when all are.
    func grows(at split: Int) throws {
        try folder.write(Array(bytes[..<split]), to: file)
        var follower = SourceFollower(specimen, in: folder)
        try follower.follow()
        try folder.append(Array(bytes[split...]), to: file)
        try follower.follow()
        compare(follower, "split at \(split)")
    }

    /// Appended in pieces of random length, each read at once.
    func grows(in pieces: Int, _ generator: inout SeededGenerator) throws {
        let cuts = (0..<pieces).map { _ in generator.below(bytes.count + 1) }.sorted() + [bytes.count]
        try folder.write([], to: file)
        var follower = SourceFollower(specimen, in: folder, chunk: 64 + generator.below(4096))
        var start = 0
        for cut in cuts {
            try folder.append(Array(bytes[start..<cut]), to: file)
            try follower.follow()
            start = cut
        }
        compare(follower, "appended at \(cuts)")
    }

    /// Cut off, read, and grown to what it was.
    func isTruncatedAndRegrown(at cut: Int) throws {
        try folder.write(bytes, to: file)
        var follower = SourceFollower(specimen, in: folder)
        try follower.follow()
        try folder.truncate(file, to: cut)
        try follower.follow()
        try folder.append(Array(bytes[cut...]), to: file)
        try follower.follow()
        compare(follower, "truncated at \(cut)")
    }

    /// Replaced by a copy that takes its name, as an editor or a sync tool does.
    func isReplaced() throws {
        try folder.write(bytes, to: file)
        var follower = SourceFollower(specimen, in: folder)
        try follower.follow()
        try folder.write(bytes, to: "copy")
        try #require(rename(folder.file("copy"), folder.file(file)) == 0)
        try follower.follow()
        compare(follower, "replaced")
    }

    private func compare(_ follower: SourceFollower, _ what: String) {
        let ledger = follower.ledger
        if ledger.events != whole.events {
            let index = zip(ledger.events, whole.events).enumerated().first { $1.0 != $1.1 }?.offset
            Issue.record(
                """
                \(specimen.testDescription), \(what): \(ledger.events.count) events instead of \(whole.events.count), \
                the first other one at \(index ?? min(ledger.events.count, whole.events.count))
                """)
        }
        #expect(ledger.facts == whole.facts, "\(specimen.testDescription), \(what)")
        #expect(ledger.usage == whole.usage, "\(specimen.testDescription), \(what)")
    }
}

extension TemporaryDirectory {
    /// Cuts a file below it off.
    func truncate(_ name: String, to length: Int) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: file(name)))
        defer { try? handle.close() }
        try handle.truncate(atOffset: UInt64(length))
    }
}
