import Foundation
import KatoTestSupport

/// The labelled set: texts with a secret, and texts that only look like it. Made anew from forms and a seed each time,
/// so that nothing in the repository looks like a secret.
struct LabelledSet {
    struct Positive {
        let kind: String
        let tier: String
        let text: String
        /// What has to be gone.
        let secret: String
    }

    let positives: [Positive]
    let negatives: [String]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Labelled")

    init(seed: UInt64, positivesOfEach: Int, negativesOfEach: Int) throws {
        var random = SeededGenerator(seed: seed)
        let surroundings = try Self.lines("surroundings")
        var positives: [Positive] = []
        var tier = "token"
        for line in try Self.lines("positives") {
            if line.hasPrefix("[") {
                tier = String(line.dropFirst().dropLast())
                continue
            }
            let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            for _ in 0..<positivesOfEach {
                let filled = SecretTemplate(form: parts[1]).fill(&random)
                positives.append(
                    Self.place(filled, kind: parts[0], tier: tier, in: random.pick(surroundings), &random))
            }
        }
        self.positives = positives
        negatives = try Self.lines("negatives").flatMap { form in
            (0..<negativesOfEach).map { _ in SecretTemplate(form: form).fill(&random) }
        }
    }

    private static func place(
        _ filled: String, kind: String, tier: String, in surroundings: String, _ random: inout SeededGenerator
    ) -> Positive {
        if let open = filled.firstIndex(of: "«"), let close = filled.firstIndex(of: "»") {
            let secret = String(filled[filled.index(after: open)..<close])
            let text = filled.replacing("«", with: "").replacing("»", with: "")
            return Positive(kind: kind, tier: tier, text: text, secret: secret)
        }
        let text = SecretTemplate(form: surroundings).fill(&random).replacing("@", with: filled)
        return Positive(kind: kind, tier: tier, text: text, secret: filled)
    }

    static func lines(_ name: String) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# ") }
    }
}
