import Foundation
import KatoTestSupport
import Testing

@testable import KatoIngest

/// Random histories of one file against a model: what is handed on was written, whole, and nothing complete is missing.
@Suite struct SourceReaderPropertyTests {
    private enum Action: CaseIterable {
        case append, begin, complete, truncate, rewrite, sameSize, replace, recreate, takeBack, restart
    }

    /// The file as it should be.
    private struct Model {
        var lines: [String] = []
        var partial = ""
        var number = 0

        var text: String { lines.map { $0 + "\n" }.joined() + partial }

        mutating func line(_ random: inout SeededGenerator) -> String {
            number += 1
            // The number all along: two lines that end alike for 256 bytes are what the remembered bytes cannot tell.
            return "line \(number) " + String(repeating: "–é😀\(number) ", count: random.below(60))
        }
    }

    @Test func `whatever happens to a file, complete lines come, torn ones do not`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        for round in 0..<150 { try check(&random, "seed \(seed), round \(round)") }
    }

    private func check(_ random: inout SeededGenerator, _ label: String) throws {
        var reading = try Reading { $0.chunk = 512 }
        var model = Model()
        var written: Set<String> = []
        var isAppendOnly = true
        for _ in 0..<40 {
            let action = random.pick(Action.allCases + Array(repeating: .append, count: 8))
            if [.truncate, .rewrite, .sameSize, .replace, .recreate].contains(action) { isAppendOnly = false }
            try apply(action, to: &model, &reading, &random)
            written.formUnion(model.lines)
            guard random.below(3) > 0, FileManager.default.fileExists(atPath: reading.folder.file(Reading.name)) else {
                continue
            }
            try reading.drain()
            let read = Set(reading.lines)
            #expect(read.isSubset(of: written), "\(label): torn or invented")
            #expect(Set(model.lines).isSubset(of: read), "\(label): missing after \(action)")
        }
        if isAppendOnly { #expect(reading.lines == model.lines, "\(label): order, or twice") }
    }

    private func apply(
        _ action: Action, to model: inout Model, _ reading: inout Reading, _ random: inout SeededGenerator
    ) throws {
        switch action {
        case .append:
            let line = model.partial.isEmpty ? model.line(&random) : model.partial + "end"
            try reading.append(String(line.dropFirst(model.partial.count)) + "\n")
            model.lines.append(line)
            model.partial = ""
        case .begin, .complete:
            let piece = model.partial.isEmpty ? model.line(&random) : "more"
            model.partial += piece
            try reading.append(piece)
        case .takeBack:
            // An agent that died within a line cuts it off when it is back.
            model.partial = ""
            try overwrite(model.text, reading)
        case .truncate:
            (model.lines, model.partial) = ([], "")
            try overwrite("", reading)
        case .rewrite, .replace, .recreate:
            model.partial = ""
            model.lines = model.lines.filter { _ in random.below(3) > 0 } + [model.line(&random)]
            try rewrite(action, model.text, reading)
        case .sameSize:
            let size = model.text.utf8.count
            guard size > 40 else { return }
            model.number += 1
            model.partial = ""
            let start = "same \(model.number) "
            model.lines = [start + String(repeating: "s", count: size - 1 - start.utf8.count)]
            try overwrite(model.text, reading)
        case .restart: reading.restart()
        }
    }

    private func rewrite(_ action: Action, _ text: String, _ reading: Reading) throws {
        let path = reading.folder.file(Reading.name)
        switch action {
        case .replace:
            try reading.folder.write(text, to: "other")
            #expect(rename(reading.folder.file("other"), path) == 0)
        case .recreate:
            try? FileManager.default.removeItem(atPath: path)
            try reading.write(text)
        default: try overwrite(text, reading)
        }
    }

    /// Keeps the inode.
    private func overwrite(_ text: String, _ reading: Reading) throws {
        guard let handle = FileHandle(forWritingAtPath: reading.folder.file(Reading.name)) else {
            return try reading.write(text)
        }
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
