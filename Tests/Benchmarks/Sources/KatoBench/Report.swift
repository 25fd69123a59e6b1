import FoundationEssentials
import Glibc

/// Prints what was measured, as a table that grows or as one JSON document at the end.
struct Report {
    private let machine: Machine
    private let json: Bool
    private var measurements: [Measurement] = []

    /// The columns' widths; with the spaces between them 100.
    private static let widths = [31, 10, 27, 7, 12, 5]

    init(machine: Machine, json: Bool) {
        self.machine = machine
        self.json = json
        guard !json else { return }
        print(machine.text)
        Self.row(["measurement", "value", "yardstick", "ratio", "target", ""])
        Self.row(Self.widths.map { String(repeating: "-", count: $0) })
    }

    mutating func add(_ new: [Measurement]) {
        measurements += new
        guard !json else { return }
        for measurement in new { Self.row(measurement.cells) }
    }

    func finish() throws {
        guard json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(
            String(decoding: try encoder.encode(Document(machine: machine, measurements: measurements)), as: UTF8.self))
    }

    private struct Document: Encodable {
        let machine: Machine
        let measurements: [Measurement]
    }

    private static func row(_ cells: [String]) {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            // Numbers stand flush right, so that they compare at a glance.
            return [1, 3].contains(index) ? space + cell.0 : cell.0 + space
        }
        var line = padded.joined(separator: " ")
        while line.last == " " { line.removeLast() }
        print(line)
        fflush(nil)
    }
}
