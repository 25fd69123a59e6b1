import KatoTestSupport
import StrictJSON

/// Makes up values and damages texts, all from one seed.
struct RandomJSON {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch generator.below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(generator.below(2) == 0)
        case 2: return .int(Int64(truncatingIfNeeded: generator.next() >> UInt64(generator.below(64))))
        case 3: return number()
        case 4, 5: return .string(string())
        case 6: return .array((0..<generator.below(5)).map { _ in value(depth: depth - 1) })
        default:
            return .object(
                JSONObject(
                    members: (0..<generator.below(5)).map { _ in
                        JSONObject.Member(key: string(), value: value(depth: depth - 1))
                    }
                )
            )
        }
    }

    mutating func string() -> String {
        let alphabet: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x800...0xD7FF,
            0x2027...0x202A, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<generator.below(24) {
            let range = alphabet[generator.below(alphabet.count)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }

    mutating func number() -> JSONValue {
        let mantissa = generator.below(2_000_000) - 1_000_000
        switch generator.below(3) {
        case 0: return .number("\(mantissa).\(generator.below(1000))")
        case 1: return .number("\(mantissa)e\(generator.below(40) - 20)")
        default: return .number("\(mantissa).5E+\(generator.below(20))")
        }
    }

    /// Changes, removes, repeats or adds up to three bytes; most bytes it adds mean something in JSON.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        let meaningful =
            Array("{}[]\",:\\u0e-+.tfn \n\u{0}ud8/".utf8) + [0x80, 0xBF, 0xC0, 0xE2, 0xED, 0xF0, 0xF4, 0xFF]
        var bytes = bytes
        for _ in 0...generator.below(3) {
            let place = generator.below(bytes.count + 1)
            let byte =
                generator.below(4) == 0
                ? UInt8(truncatingIfNeeded: generator.next()) : meaningful[generator.below(meaningful.count)]
            switch generator.below(4) {
            case 0 where place < bytes.count: bytes[place] = byte
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count: bytes.insert(bytes[place], at: place)
            default: bytes.insert(byte, at: place)
            }
        }
        return bytes
    }
}
