import JSONRPC
import Testing

@Suite struct LineBufferTests {
    private static let stream = Array("{\"a\":1}\n\nsecond\r\nthird\rstill\n\r\n\r\r\nlast".utf8)
    private static let lines = ["{\"a\":1}", "", "second", "third\rstill", "", "\r"]

    @Test(arguments: 0...stream.count)
    func `lines are the same wherever the stream is split`(index: Int) throws {
        var buffer = LineBuffer()
        var lines: [String] = []
        for chunk in [Self.stream[..<index], Self.stream[index...]] {
            buffer.append(chunk)
            lines += try drain(&buffer)
        }
        #expect(lines == Self.lines)
        #expect(buffer.finish() == Array("last".utf8))
        #expect(buffer.finish() == nil)
    }

    @Test func `lines are the same when every byte comes alone`() throws {
        var buffer = LineBuffer()
        var lines: [String] = []
        for byte in Self.stream {
            buffer.append([byte])
            lines += try drain(&buffer)
        }
        #expect(lines == Self.lines)
        #expect(buffer.pendingCount == 4)
    }

    @Test func `a line of the greatest length passes, one byte more does not`() throws {
        var buffer = LineBuffer(maximumLength: 8)
        buffer.append(Array("12345678\n12345678".utf8))
        #expect(try drain(&buffer) == ["12345678"])
        buffer.append(Array("9".utf8))
        #expect(throws: LineOverflow(maximumLength: 8)) { try buffer.next() }
    }

    @Test func `complete lines before an overflow are not lost, and nothing is kept after it`() throws {
        var buffer = LineBuffer(maximumLength: 4)
        buffer.append(Array("ok\n123456789".utf8))
        #expect(try buffer.next() == Array("ok".utf8))
        #expect(throws: LineOverflow.self) { try buffer.next() }
        buffer.append(Array("more\n".utf8))
        #expect(buffer.pendingCount == 0)
        #expect(throws: LineOverflow.self) { try buffer.next() }
        #expect(buffer.finish() == nil)
    }

    @Test func `a complete line that is too long is refused too`() {
        var buffer = LineBuffer(maximumLength: 4)
        buffer.append(Array("12345\nok\n".utf8))
        #expect(throws: LineOverflow.self) { try buffer.next() }
    }

    @Test func `the default limit is one mebibyte`() throws {
        var buffer = LineBuffer()
        buffer.append([UInt8](repeating: 0x61, count: 1 << 20))
        #expect(try buffer.next() == nil)
        buffer.append([0x61])
        #expect(throws: LineOverflow(maximumLength: 1 << 20)) { try buffer.next() }
    }

    @Test func `many empty lines are as many lines`() throws {
        var buffer = LineBuffer()
        buffer.append([UInt8](repeating: 0x0A, count: 20_000))
        #expect(try drain(&buffer).count == 20_000)
    }

    private func drain(_ buffer: inout LineBuffer) throws -> [String] {
        var lines: [String] = []
        while let line = try buffer.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
    }
}
