import Foundation
import KatoModel
import KatoObservability
import KatoTestSupport
import Testing

/// The audit log across files: what `kato audit verify` finds.
@Suite struct AuditChainTests {
    private let folder: TemporaryDirectory
    private let files: AuditFiles

    init() throws {
        folder = try TemporaryDirectory()
        files = AuditFiles(current: folder.file("audit.jsonl"))
    }

    /// Writes lines through a log of its own, as one run of the daemon does.
    private func write(_ numbers: Range<Int>) throws {
        let log = AuditLog(path: files.current, rotationSize: 1500)
        for number in numbers {
            try log.write(
                time: Timestamp(milliseconds: Int64(number)), event: "test", audit: AuditFields(.allow, reason: "r"),
                fields: [("number", .number(number))])
        }
    }

    private func verify() throws -> AuditVerifier {
        let contents = try files.all.map { (name: $0, bytes: [UInt8](try Data(contentsOf: URL(filePath: $0)))) }
        return AuditVerifier.verify(contents, expected: AuditLog.lastLine(of: files))
    }

    private func lines(_ file: String) throws -> [String] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func replace(_ file: String, _ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    @Test func `a log of several files and runs is one chain`() throws {
        try write(0..<20)
        try write(20..<40)
        try write(40..<41)
        let found = try verify()
        #expect(files.all.count > 3)
        #expect(found.flaw == nil && found.lines == 41, "\(String(describing: found.flaw))")
    }

    @Test func `the file that names the last line is not written through a link`() throws {
        try folder.write("mine", to: "mine.txt")
        try FileManager.default.createSymbolicLink(atPath: files.head, withDestinationPath: folder.file("mine.txt"))
        try write(0..<2)
        #expect(try folder.text(of: "mine.txt") == "mine")
        #expect(try verify().flaw == nil)
    }

    @Test(arguments: 0..<12)
    func `a line that is removed, changed or moved is found, in whichever file`(index: Int) throws {
        try write(0..<12)
        var places: [(file: String, line: Int)] = []
        for file in files.all { for line in try lines(file).indices { places.append((file, line)) } }
        #expect(places.count == 12)
        let (file, line) = places[index]
        let original = try lines(file)

        var removed = original
        removed.remove(at: line)
        try replace(file, removed)
        #expect(try verify().flaw != nil, "removed")

        var changed = original
        changed[line] = changed[line].replacing("\"number\":\(index)", with: "\"number\":99")
        #expect(changed != original)
        try replace(file, changed)
        let found = try verify().flaw
        #expect(found?.file == file, "changed: \(String(describing: found))")
        if index < 11 { #expect(found?.line == line + 1) }

        if original.count > 1 {
            var moved = original
            moved.swapAt(line, (line + 1) % original.count)
            try replace(file, moved)
            #expect(try verify().flaw != nil, "moved")
        }
        try replace(file, original)
        #expect(try verify().flaw == nil)
    }

    @Test func `a file that is missing, first, in between or last, is found`() throws {
        try write(0..<20)
        for file in files.all {
            let bytes = try Data(contentsOf: URL(filePath: file))
            try FileManager.default.removeItem(atPath: file)
            #expect(try verify().flaw != nil, "\(file)")
            try bytes.write(to: URL(filePath: file))
        }
        #expect(try verify().flaw == nil)
    }

    @Test func `lines taken off the end are found, also after the next start, unless the head is made to fit`() throws {
        try write(0..<12)
        let file = try #require(files.all.last)
        let whole = try lines(file)
        try replace(file, Array(whole.dropLast(2)))
        #expect(try verify().flaw?.line == 0)
        try write(12..<14)
        #expect(try verify().flaw != nil, "the next run covered it up")
        // The limit that the documentation states.
        try replace(file, Array(whole.dropLast(2)))
        try FileManager.default.removeItem(atPath: files.head)
        #expect(try verify().flaw == nil)
    }

    @Test func `a crash right after a file became full is no flaw, with the head and without it`() throws {
        for hasHead in [true, false] {
            try write(0..<3)
            let full = folder.file(hasHead ? "audit-000001.jsonl" : "audit-000002.jsonl")
            try FileManager.default.moveItem(atPath: files.current, toPath: full)
            if !hasHead { try FileManager.default.removeItem(atPath: files.head) }
            try write(3..<5)
            #expect(try verify().flaw == nil, "head: \(hasHead)")
        }
    }

    @Test func `no field of an event takes the place of one that every line has`() throws {
        let log = AuditLog(path: files.current)
        try log.write(
            time: Timestamp(milliseconds: 1), event: "test", audit: AuditFields(.deny, reason: "r"),
            fields: [("decision", .string("allow")), ("prev", .string("x")), ("path", .string("/a"))])
        let line = try #require(try lines(files.current).first)
        #expect(line.contains(#""decision":"deny""#) && !line.contains("allow") && line.contains("/a"))
        #expect(try verify().flaw == nil)
    }

    @Test func `a crash between the line and the head, or within a line, is no flaw`() throws {
        try write(0..<3)
        let head = try Data(contentsOf: URL(filePath: files.head))
        try write(3..<4)
        try head.write(to: URL(filePath: files.head))
        #expect(try verify().flaw == nil)
        try write(4..<5)
        #expect(try verify().lines == 5)
        try folder.append(#"{"schemaVersion":1,"time":"20"#, to: "audit.jsonl")
        try write(5..<7)
        let found = try verify()
        #expect(found.flaw == nil && found.lines == 7 && found.tornLines == 1, "\(found)")
    }
}
