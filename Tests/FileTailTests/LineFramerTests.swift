import KatoTestSupport
import Testing

@testable import FileTail

@Suite struct LineFramerTests {
    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.withUnsafeBytes { buffer in LineFramer.lines(in: buffer).map { Array(buffer[$0]) } }
    }

    @Test(
        arguments: [
            ("", []), ("a", []), ("a\n", ["a"]), ("\n\n", ["", ""]), ("a\r\nb", ["a\r"]),
            ("a\u{2028}b\u{85}\n", ["a\u{2028}b\u{85}"]),
        ] as [(String, [String])]
    )
    func `lines end at the byte 0x0A and at nothing else`(text: String, expected: [String]) {
        #expect(Self.lines(Array(text.utf8)) == expected.map { Array($0.utf8) })
    }

    @Test func `cut anywhere, the pieces give the same lines`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let bytes = (0..<random.below(200)).map { _ in random.pick([0x0A, 0x41, 0x00, 0xFF] as [UInt8]) }
            var joined: [[UInt8]] = []
            var rest: [UInt8] = []
            var offset = 0
            while offset < bytes.count {
                let end = min(bytes.count, offset + 1 + random.below(7))
                rest += bytes[offset..<end]
                let lines = Self.lines(rest)
                joined += lines
                rest.removeFirst(lines.reduce(0) { $0 + $1.count + 1 })
                offset = end
            }
            #expect(joined == Self.lines(bytes))
        }
    }
}
