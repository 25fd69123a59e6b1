import KatoTestSupport
import Testing

@testable import StrictJSON

/// Compared with the parser of the standard library, which goes scalar by scalar.
@Suite struct UTF8CheckTests {
    /// The first and last of every length, the last before and the first behind the surrogates, and line separators.
    static let characters = [
        "\u{7F}", "\u{80}", "\u{85}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{2028}", "\u{2029}", "\u{CFFF}",
        "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{FFFFF}", "\u{100000}",
        "\u{10FFFF}", "\u{0}",
    ].map { Array($0.utf8) }

    /// One of every kind: stray and missing continuations, overlong forms, surrogates, too high, never used.
    static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2, 0x80], [0xDF, 0xC0],
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xE1, 0x80], [0xE1, 0x80, 0x41], [0xE1, 0x41, 0x80],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xE2, 0x80, 0xC2], [0xC3, 0xA4, 0x80],
        [0xE2, 0x82, 0xAC, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80],
        [0xF1, 0x80, 0x80, 0x41], [0xF1, 0x80, 0x41, 0x80], [0xF3, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xF4, 0xBF, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFE], [0xFF], [0xC3, 0xED, 0xA0, 0x80],
    ]

    @Test(arguments: characters + malformed)
    func `a sequence is judged the same wherever it stands`(sequence: [UInt8]) {
        for filler in [[0x61], [0xC3, 0xA4], [0xF0, 0x9F, 0x98, 0x80]] as [[UInt8]] {
            for before in [0..<20, 58..<68, 74..<86, 126..<134].joined() {
                let start = (0..<before / filler.count).flatMap { _ in filler }
                let padding = [UInt8](repeating: 0x62, count: before % filler.count)
                for after in [0, 2, 80] {
                    let text = padding + start + sequence + [UInt8](repeating: 0x63, count: after)
                    let found = firstInvalid(text)
                    let expected = plain(text)
                    // Asked first, because an expectation costs more than what is tested.
                    if found != expected { #expect(found == expected, "\(before) before, \(after) after, \(filler)") }
                }
            }
        }
    }

    @Test(arguments: 0..<120 as Range<UInt64>)
    func `a text is judged like by the standard library`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        // Half of the texts are well-formed, so that there is something behind the first error's usual place.
        let isClean = seed.isMultiple(of: 2)
        for _ in 0..<20 {
            var text: [UInt8] = []
            for _ in 0..<generator.below(60) {
                switch generator.below(isClean ? 5 : 40) {
                case 0: text += generator.pick(Self.characters)
                case 1: text += Array("äß€日本語😀".utf8)
                case 39: text += generator.pick(Self.malformed)
                default: text += [UInt8](repeating: 0x64, count: generator.below(40))
                }
            }
            if !isClean, generator.below(4) == 0, !text.isEmpty {
                text[generator.below(text.count)] = UInt8(generator.below(256))
            }
            #expect(firstInvalid(text) == plain(text), "seed \(seed): \(text)")
        }
    }

    /// By blocks, and by reading, which checks all bytes before anything else.
    private func firstInvalid(_ text: [UInt8]) -> Int? {
        let byBlocks = text.withUnsafeBytes { UTF8Check.firstInvalidByBlocks(in: $0) }
        do throws(JSONError) {
            _ = try JSONValue.parse(text)
            return byBlocks
        } catch {
            // Another number than any expected one, where the two ways differ.
            return (error.code == .utf8 ? error.offset : nil) == byBlocks ? byBlocks : -1
        }
    }

    private func plain(_ text: [UInt8]) -> Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var bytes = text.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &bytes) {
            case .valid(let sequence): offset += sequence.count
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
