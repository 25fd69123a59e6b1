import KatoTestSupport
import Redaction
import StrictJSON
import Testing

/// What must not change the outcome.
@Suite struct RedactorPropertyTests {
    private let redactor: Redactor
    private let set: LabelledSet
    private static let seed = UInt64.random(in: 0 ... .max)

    init() throws {
        redactor = Redactor(rules: try BuiltInRules.load(), salt: [1])
        set = try LabelledSet(seed: Self.seed, positivesOfEach: 3, negativesOfEach: 1)
    }

    @Test func `redacting twice is redacting once`() {
        for text in set.positives.map(\.text) + set.negatives {
            let once = redactor.redact(text).text
            #expect(redactor.redact(once).text == once, "seed \(Self.seed)")
        }
    }

    @Test func `text around a secret stays, byte for byte`() {
        for positive in set.positives.filter({ $0.tier == "token" }) {
            let head = "Grüße, 世界 🚚\r\n\u{0}"
            let whole = redactor.redact(head + "\n" + positive.text + "\n" + head).text
            let alone = redactor.redact(positive.text).text
            #expect(whole == head + "\n" + alone + "\n" + head, "seed \(Self.seed): \(positive.kind)")
        }
    }

    @Test func `the salt changes fingerprints and nothing else`() throws {
        let other = Redactor(rules: try BuiltInRules.load(), salt: [2])
        for positive in set.positives {
            let (left, right) = (redactor.redact(positive.text), other.redact(positive.text))
            #expect(left.text == right.text)
            #expect(left.receipts.map(\.rule) == right.receipts.map(\.rule))
            #expect(zip(left.receipts, right.receipts).allSatisfy { $0.fingerprint != $1.fingerprint })
        }
    }

    @Test func `a secret inside a JSON text of its own is found`() {
        for positive in set.positives where positive.tier == "token" {
            let escaped = JSONValue.string(positive.secret).text()
            let result = redactor.redact("{\"output\":\(escaped)}")
            #expect(result.receipts.contains { $0.rule == positive.kind } || positive.text != positive.secret)
        }
    }

    @Test func `a secret of several lines leaves as many lines where they count`() {
        for positive in set.positives where positive.text.contains("\n") {
            let result = redactor.redact(positive.text, keepsLines: true).text
            #expect(
                result.split(separator: "\n", omittingEmptySubsequences: false).count
                    == positive.text.split(separator: "\n", omittingEmptySubsequences: false).count)
        }
    }

    @Test func `a secret cut in two leaves at most a few bytes of itself`() {
        for positive in set.positives where positive.tier == "token" && positive.secret.utf8.count >= 40 {
            let bytes = Array(positive.text.utf8)
            for cut in stride(from: 1, to: bytes.count, by: 7) {
                let first = String(decoding: bytes[..<cut], as: UTF8.self)
                let second = String(decoding: bytes[cut...], as: UTF8.self)
                let both = redactor.redact(first).text + redactor.redact(second, preceding: first).text
                // From behind the part that may stand when a secret has only begun, and before a key block's last line.
                let secret = Array(positive.secret.utf8)
                let start = max(secret.count / 3, secret.count - 55)
                let window = Array(secret[start..<(start + 20)])
                let (left, right) = (Array(both.utf8), window)
                let isLeft = left.count >= 20 && (0...(left.count - 20)).contains { left[$0..<($0 + 20)] == right[...] }
                #expect(!isLeft, "seed \(Self.seed): \(positive.kind) cut at \(cut)")
            }
        }
    }
}
