import Foundation

/// A feature file, with outlines expanded to one case an example. Reads the part of Gherkin that such suites use.
struct GherkinFeature {
    struct Step: Sendable {
        let text: String
        let table: [[String]]
    }

    struct Case: Sendable, CustomStringConvertible {
        let file: String
        let name: String
        let tags: Set<String>
        let steps: [Step]

        var description: String { "\(file): \(name)" }
    }

    private struct Scenario {
        var name: String
        var tags: Set<String>
        var steps: [Step] = []
        var examples: [(tags: Set<String>, rows: [[String]])] = []
    }

    let file: String
    private var background: [Step] = []
    private var scenarios: [Scenario] = []

    /// Where lines with a table belong.
    private enum Place {
        case background
        case scenario
        case examples
    }

    init(file: String, text: String) {
        self.file = file
        var place = Place.background
        var tags: Set<String> = []
        for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("Feature:") { continue }
            if line.hasPrefix("@") {
                tags.formUnion(line.split(separator: " ").map { String($0.dropFirst()) })
            } else if line.hasPrefix("Background:") {
                place = .background
            } else if line.hasPrefix("Scenario") {
                let name = line.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
                scenarios.append(Scenario(name: name.trimmingCharacters(in: .whitespaces), tags: tags))
                tags = []
                place = .scenario
            } else if line.hasPrefix("Examples:") {
                scenarios[scenarios.count - 1].examples.append((tags, []))
                tags = []
                place = .examples
            } else if line.hasPrefix("|") {
                add(row: Self.cells(line), to: place)
            } else if let space = line.firstIndex(of: " ") {
                let step = Step(text: String(line[line.index(after: space)...]), table: [])
                if place == .background {
                    background.append(step)
                } else {
                    scenarios[scenarios.count - 1].steps.append(step)
                }
            }
        }
    }

    private mutating func add(row: [String], to place: Place) {
        let last = scenarios.count - 1
        if place == .examples {
            let examples = scenarios[last].examples.count - 1
            scenarios[last].examples[examples].rows.append(row)
        } else if let step = scenarios[last].steps.popLast() {
            scenarios[last].steps.append(Step(text: step.text, table: step.table + [row]))
        }
    }

    /// `| a | b |` without the outer bars. A cell may be empty.
    private static func cells(_ line: String) -> [String] {
        line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    var cases: [Case] {
        scenarios.flatMap { scenario -> [Case] in
            if scenario.examples.isEmpty {
                return [Case(file: file, name: scenario.name, tags: scenario.tags, steps: background + scenario.steps)]
            }
            return scenario.examples.flatMap { example in
                example.rows.dropFirst().map { row in
                    let steps = (background + scenario.steps).map { Self.fill($0, example.rows[0], row) }
                    return Case(
                        file: file, name: "\(scenario.name) \(row)", tags: scenario.tags.union(example.tags),
                        steps: steps)
                }
            }
        }
    }

    private static func fill(_ step: Step, _ names: [String], _ values: [String]) -> Step {
        func filled(_ text: String) -> String {
            zip(names, values).reduce(text) { $0.replacing("<\($1.0)>", with: $1.1) }
        }
        return Step(text: filled(step.text), table: step.table.map { $0.map(filled) })
    }
}
