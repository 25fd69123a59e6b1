import Foundation
import KatoModel
import KatoProviders

/// Rollouts for tests, and what the provider makes of them.
enum CodexLines {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/providers/codex")

    static func decode(fixture: String) throws -> [DecodedRecord] {
        decode(ClaudeLines.split([UInt8](try Data(contentsOf: folder.appending(path: fixture)))))
    }

    /// Decodes lines in order, with one memory.
    static func decode(_ lines: [[UInt8]]) -> [DecodedRecord] {
        var memory = DecoderMemory()
        return lines.map { line in line.withUnsafeBytes { CodexProvider().decode($0, memory: &memory) } }
    }

    static func decode(_ lines: String...) -> [DecodedRecord] {
        decode(lines.map { Array($0.utf8) })
    }

    /// A line of the given type with this payload, written as JSON.
    static func line(_ type: String, _ payload: String) -> String {
        #"{"timestamp":"2026-03-14T10:00:00.000Z","type":"\#(type)","payload":\#(payload)}"#
    }

    static func event(_ payload: String) -> String { line("event_msg", payload) }

    static func item(_ payload: String) -> String { line("response_item", payload) }

    /// What a reader sees of records: drafts in brief, without what is only kept.
    static func shown(_ records: [DecodedRecord]) -> [String] {
        records.flatMap(\.drafts).filter { $0.kind != .raw }.map(ClaudeLines.brief)
    }
}
