import FileAccess
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoIngest

/// F1, F7: lines that are not complete, and lines that are too long.
@Suite struct PartialLineTests {
    @Test func `a line without its end is not handed on, wherever it is cut`() throws {
        let line = #"{"text":"ein Gedanke – \ud83d\ude00 und 😀"}"#
        let bytes = Array(line.utf8)
        for cut in 0..<bytes.count {
            var reading = try Reading()
            try reading.append("before\n")
            try reading.append(Array(bytes[..<cut]))
            #expect(try reading.drain() == ["before"])
            #expect(try reading.drain() == [], "nor by waiting")
            try reading.append(Array(bytes[cut...]) + [0x0A])
            #expect(try reading.drain() == [line])
        }
    }

    @Test func `an object is complete without its line's end, which is no record when it comes`() throws {
        var reading = try Reading()
        try reading.append("before\n{\"a\":1}")
        #expect(try reading.drain() == ["before", "{\"a\":1}"])
        for end in ["\n", "\r\n", "  \n"] {
            try reading.append(String(end.dropLast()))
            #expect(try reading.drain() == [])
            reading.restart()
            try reading.append("\n")
            #expect(try reading.drain() == [], "an end is no record")
            try reading.append("{\"b\":2}\n\n{\"a\":1}")
            #expect(try reading.drain() == ["{\"b\":2}", "", "{\"a\":1}"])
            #expect(try reading.drain() == [], "nor is anything read twice")
        }
        #expect(reading.resets == [.firstSight])
    }

    @Test func `what follows an object on its line is a record of its own, whenever it comes`() throws {
        let (object, other) = ("{\"a\":\"}{\"}", "{\"b\":2}")
        for (line, expected) in [
            (object + other, [object, other]), (object + "half", [object, "half"]),
            (object + other + "{\"c\":", [object, other, "{\"c\":"]), (object, [object]), ("[1]{}", ["[1]{}"]),
        ] {
            for cut in 0...line.utf8.count {
                for isRestarted in [false, true] {
                    var reading = try Reading()
                    try reading.append(Array(line.utf8.prefix(cut)))
                    try reading.drain()
                    if isRestarted { reading.restart() }
                    try reading.append(Array(line.utf8.dropFirst(cut)) + Array("\nlast\n".utf8))
                    try reading.drain()
                    #expect(reading.lines == expected + ["last"], "\(line), cut at \(cut)")
                }
            }
        }
    }

    @Test func `a long object without its line's end is read when it is seen first, or has rested`() throws {
        let long = "{\"a\":\"" + String(repeating: "x}", count: 5000) + "\"}"
        var reading = try Reading { $0.chunk = 1024 }
        try reading.append("first\n" + long.prefix(2000))
        #expect(try reading.drain() == ["first"])
        try reading.append(String(long.dropFirst(2000)))
        // Somebody may be at it still.
        #expect(try reading.drain() == [])
        #expect(reading.tracked.unfinished?.isJudged == false)
        #expect(try reading.drain(isHinted: true) == [])
        #expect(try reading.drain(isHinted: false) == [long])
        try reading.append("\n" + long)
        #expect(try reading.drain() == [long], "seen first")
    }

    @Test func `a long line that has rested and is no object is looked at once`() throws {
        let files = CountingFileSystem()
        var reading = try Reading(files: files) { $0.chunk = 1024 }
        try reading.append("{\"a\":\"" + String(repeating: "x}", count: 1000))
        try reading.drain()
        try reading.append("x}")
        try reading.drain()
        #expect(try reading.drain(isHinted: false) == [])
        let opened = files.opened
        #expect(try reading.drain(isHinted: false) == [])
        #expect(files.opened == opened)
    }

    @Test func `a last object that an earlier program left unread is read at the next start`() throws {
        var reading = try Reading()
        try reading.append("first\n")
        #expect(try reading.drain() == ["first"])
        try reading.append("{\"a\":1}")
        let status = try LocalFileSystem().status(reading.folder.file(Reading.name))
        reading.restart { ($0.size, $0.modified) = (status.size, status.changed) }
        #expect(try reading.drain(isHinted: false) == ["{\"a\":1}"])
        #expect(try reading.drain(isHinted: false) == [])
    }

    @Test func `a partial line that is taken back and written anew comes once it is complete`() throws {
        // Shorter than before, as long, and longer: the beginning looked at earlier says nothing about it.
        for text in ["new", "half a line", "something quite different"] {
            var reading = try Reading()
            try reading.write("first\nhalf a line.")
            #expect(try reading.drain() == ["first"])
            try reading.write("first\n" + text + "\n")
            #expect(try reading.drain() == [text])
        }
    }

    @Test func `a long partial line that is written anew comes too`() throws {
        for length in [5000, 9000, 20_000] {
            var reading = try Reading { $0.chunk = 1024 }
            try reading.write("first\n" + String(repeating: "a", count: 9000))
            #expect(try reading.drain() == ["first"])
            #expect(reading.tracked.unfinished != nil)
            let line = String(repeating: "b", count: length)
            try reading.write("first\n" + line + "\n")
            #expect(try reading.drain() == [line])
        }
    }

    @Test func `a line that grows in many pieces is searched once, not from its start each time`() throws {
        var reading = try Reading { $0.chunk = 1024 }
        try reading.append("first\n")
        for _ in 0..<50 {
            try reading.append(String(repeating: "x", count: 700))
            try reading.drain()
            #expect(reading.lines == ["first"])
        }
        try reading.append("\nlast\n")
        try reading.drain()
        #expect(reading.lines == ["first", String(repeating: "x", count: 35_000), "last"])
    }

    @Test func `what is handed on at once is bounded by the chunk, not by the file`() throws {
        var reading = try Reading { $0.chunk = 4096 }
        let lines = (0..<5000).map { "line \($0) " + String(repeating: "y", count: $0 % 200) }
        try reading.write(lines.joined(separator: "\n") + "\n")
        try reading.drain()
        #expect(reading.lines == lines)
        #expect(reading.largest <= 4096)
    }

    @Test func `of a line that is too long the beginning is kept and the file goes on behind it`() throws {
        var reading = try Reading { ($0.chunk, $0.record) = (1024, 16_384) }
        let long = String(repeating: "z", count: 50_000)
        try reading.write("before\n" + long)
        #expect(try reading.drain() == ["before"])
        #expect(try reading.drain() == [])
        try reading.append("zz\nafter\n")
        try reading.drain()
        #expect(reading.lines == ["before", String(long.prefix(1024)), "after"])
        #expect(reading.cuts == [50_002])
        try reading.append("later\n")
        #expect(try reading.drain() == ["later"])
        reading.restart()
        try reading.append("and after a restart\n")
        #expect(try reading.drain() == ["and after a restart"])
    }

    @Test func `damaged lines are cut at their ends like any other`() throws {
        var reading = try Reading()
        let nul = [UInt8](repeating: 0, count: 4096)
        try reading.append([0xEF, 0xBB, 0xBF] + Array("{\"bom\":1}\n".utf8))
        try reading.append(Array("{\"crlf\":1}\r\n".utf8))
        try reading.append(nul + [0x0A])
        try reading.append(nul + Array("{\"behind\":\"a hole\"}\n".utf8))
        try reading.append([0xFF, 0xFE, 0x80, 0x0A, 0x0A])
        try reading.append(Array("{\"a\":1,\"a\":2,\"n\":NaN}\n\u{2028}\u{85}one line\n".utf8))
        try reading.drain()
        #expect(reading.lines.count == 8)
        #expect(reading.lines[1] == "{\"crlf\":1}")
        #expect(reading.lines[7] == "\u{2028}\u{85}one line")
    }
}
