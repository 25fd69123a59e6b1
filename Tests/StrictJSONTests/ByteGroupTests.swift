import KatoTestSupport
import Testing

@testable import StrictJSON

/// Debug builds read by words and release builds by blocks; here both are asked.
@Suite struct ByteGroupTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func `words and blocks find the same as bytes`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            // The bytes that count, those next to them, and the same with the highest bit.
            let edges: [UInt8] = [
                0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0x9F, 0xA0, 0xA2, 0xDC, 0xFF,
            ]
            var bytes = (0..<16).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
            for _ in 0..<generator.below(4) { bytes[generator.below(16)] = generator.pick(edges) }
            let isSpecial = bytes.map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
            bytes.withUnsafeBytes { raw in
                let (block, word) = (ByteBlock(raw, at: 0), ByteWord(raw, at: 0))
                #expect(block.specials.firstMark == isSpecial.firstIndex(of: true) ?? 16, "seed \(seed): \(bytes)")
                #expect(
                    word.specials.firstMark == isSpecial.prefix(8).firstIndex(of: true) ?? 8, "seed \(seed): \(bytes)")
                #expect(block.specials.isUnmarked == !isSpecial.contains(true), "seed \(seed): \(bytes)")
                #expect(block.isUnmarked == bytes.allSatisfy { $0 < 0x80 }, "seed \(seed): \(bytes)")
                #expect(word.isUnmarked == bytes.prefix(8).allSatisfy { $0 < 0x80 }, "seed \(seed): \(bytes)")
                #expect(written { block.store(to: $0, at: 3) } == [0, 0, 0] + bytes + [0])
                #expect(written { word.store(to: $0, at: 12) } == [UInt8](repeating: 0, count: 12) + bytes.prefix(8))
            }
        }
    }

    private func written(_ body: (UnsafeMutableRawBufferPointer) -> Void) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 20)
        output.withUnsafeMutableBytes(body)
        return output
    }
}
