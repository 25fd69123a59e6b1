import Foundation
import KatoModel

/// Short words for drafts, for comparing whole records in one line.
enum DraftText {
    /// Where the fixtures of a provider are.
    static func folder(_ provider: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/providers/" + provider)
    }

    /// The draft's kind, and what is behind it.
    static func brief(_ draft: EventDraft) -> String {
        switch draft.content {
        case .text(let text): "\(draft.kind.rawValue)\(draft.startsTurn ? "!" : ""): \(text)"
        case .toolCall(_, let name, let summary, _): "call \(name): \(summary ?? "-")"
        case .toolResult(_, let text, let isError): "\(isError ? "failed" : "result"): \(text)"
        case .question(let question): "question: \(question.question) \(question.options.map(\.label))"
        case .answer(let question, let selection, let header): "answer: \(header ?? "-")/\(question) \(selection)"
        case .info(let name, let text): "info \(name): \(text ?? "-")"
        case .raw(let reason): "raw \(reason)"
        }
    }
}
