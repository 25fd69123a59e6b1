import Foundation
import KatoModel
import KatoProviders

/// Lines of a Claude Code log for tests, and what the provider makes of them.
enum ClaudeLines {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/providers/claude")
    static let fixtures = [
        "1.0-inline-subagent.jsonl", "2.0-questions.jsonl", "2.1.17-torn.jsonl", "2.1.330.jsonl",
        "2.1.330-subagent.jsonl",
    ]

    /// A fixture's lines as a framer would give them: split at line feeds, nothing after the last one.
    static func lines(of fixture: String) throws -> [[UInt8]] {
        split([UInt8](try Data(contentsOf: folder.appending(path: fixture))))
    }

    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    static func decode(_ bytes: [UInt8]) -> DecodedRecord {
        var memory = DecoderMemory()
        return bytes.withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
    }

    static func decode(_ text: String) -> DecodedRecord {
        decode(Array(text.utf8))
    }

    static func decode(fixture: String) throws -> [DecodedRecord] {
        try lines(of: fixture).map { decode($0) }
    }

    /// A `user` record with this content, written as JSON, and further fields such as `"isMeta":true`.
    static func user(_ content: String, _ fields: String = "") -> DecodedRecord {
        decode(record("user", #""message":{"role":"user","content":\#(content)}"#, fields))
    }

    /// An `assistant` record with these blocks, written as JSON.
    static func assistant(_ blocks: String, model: String = "claude-sonnet-4", _ fields: String = "") -> DecodedRecord {
        let message = #""message":{"id":"msg_1","model":"\#(model)","role":"assistant","content":[\#(blocks)]}"#
        return decode(record("assistant", message, fields))
    }

    /// A record with the envelope of the tree and further fields.
    static func record(_ type: String, _ fields: String...) -> String {
        let envelope =
            #""parentUuid":null,"isSidechain":false,"cwd":"/home/ada","sessionId":"s1","version":"2.1.0","#
            + #""gitBranch":"main","type":"\#(type)","uuid":"u1","timestamp":"2026-02-10T09:15:02.123Z""#
        return "{" + ([envelope] + fields.filter { !$0.isEmpty }).joined(separator: ",") + "}"
    }

    /// The text as a JSON string.
    static func quoted(_ text: String) -> String {
        let data = try? JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// A short word for a draft: its kind, and what is behind it.
    static func brief(_ draft: EventDraft) -> String {
        switch draft.content {
        case .text(let text): "\(draft.kind.rawValue)\(draft.startsTurn ? "!" : ""): \(text.prefix(40))"
        case .toolCall(_, let name, let summary, _): "call \(name): \(summary ?? "-")"
        case .toolResult(_, let text, let isError): "\(isError ? "failed" : "result"): \(text.prefix(40))"
        case .question(let question): "question: \(question.question) \(question.options.map(\.label))"
        case .answer(let question, let selection, let header): "answer: \(header ?? "-")/\(question) \(selection)"
        case .info(let name, let text): "info \(name): \(text.map { String($0.prefix(40)) } ?? "-")"
        case .raw(let reason): "raw \(reason)"
        }
    }
}
