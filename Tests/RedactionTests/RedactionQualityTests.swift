import Redaction
import Testing

/// How well the built-in rules do on the labelled set, measured and held to a floor.
@Suite struct RedactionQualityTests {
    private struct Tally {
        var found = 0
        var missed = 0
        var falseAlarms = 0

        var recall: Double { Double(found) / Double(max(1, found + missed)) }
        var precision: Double { Double(found) / Double(max(1, found + falseAlarms)) }

        func line(_ name: String) -> String {
            func percent(_ value: Double) -> String { "\(Int((value * 1000).rounded()))‰" }
            return "redaction \(name): \(found + missed) secrets, recall \(percent(recall)), "
                + "\(falseAlarms) false alarms, precision \(percent(precision))"
        }
    }

    @Test func `the rules find what is secret and nothing else`() throws {
        let seed: UInt64 = 20_260_331
        let set = try LabelledSet(seed: seed, positivesOfEach: 12, negativesOfEach: 14)
        let redactor = Redactor(rules: try BuiltInRules.load(), salt: [1])
        let tierOf = Dictionary(
            try BuiltInRules.load().rules.map { ($0.id, $0.tier.rawValue) }, uniquingKeysWith: { first, _ in first })
        var tallies: [String: Tally] = ["token": Tally(), "context": Tally()]
        var complaints: [String: Int] = [:]
        for positive in set.positives {
            let result = redactor.redact(positive.text)
            let isGone = !result.text.contains(positive.secret)
            let isNamed = result.receipts.contains { $0.rule == positive.kind }
            if isGone, isNamed {
                tallies[positive.tier]?.found += 1
            } else {
                tallies[positive.tier]?.missed += 1
                complaints["missed \(positive.kind) \(result.receipts.map(\.rule))", default: 0] += 1
            }
        }
        for negative in set.negatives {
            for receipt in redactor.redact(negative).receipts {
                tallies[tierOf[receipt.rule] ?? "token"]?.falseAlarms += 1
                complaints["\(receipt.rule) in: \(negative.prefix(70))", default: 0] += 1
            }
        }
        for (tier, tally) in tallies.sorted(by: { $0.key > $1.key }) { print(tally.line(tier)) }
        print("redaction: \(set.negatives.count) texts without a secret, seed \(seed)")
        for (complaint, count) in complaints.sorted(by: { $0.key < $1.key }) { print("  \(count) × \(complaint)") }
        let token = try #require(tallies["token"])
        let context = try #require(tallies["context"])
        #expect(token.recall >= 0.98 && token.precision >= 0.98)
        #expect(context.recall >= 0.85 && context.precision >= 0.9)
        #expect(set.positives.count >= 300 && Set(set.positives.map(\.kind)).count >= 30)
        #expect(set.negatives.count >= 1000)
    }

    @Test func `every built-in kind has a secret in the labelled set`() throws {
        let set = try LabelledSet(seed: 1, positivesOfEach: 1, negativesOfEach: 0)
        #expect(Set(set.positives.map(\.kind)) == Set(try BuiltInRules.load().kinds))
    }
}
