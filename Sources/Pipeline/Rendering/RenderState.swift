/// What the next block must know of the blocks before it: who spoke last, and which tool calls have no result yet.
///
/// Small, bounded, and a value that can be stored beside the recording, so that an append after a restart goes on as
/// if nothing had happened.
package struct RenderState: Sendable, Hashable {
    /// Calls whose results may still come; the oldest is forgotten first.
    static let maximumCalls = 64
    private static let version = "1"

    var speaker: Speaker?
    private var calls: [Call] = []

    private struct Call: Sendable, Hashable {
        let id: String
        let title: String
    }

    /// Before the first block.
    package init() {}

    /// Reads what ``text`` wrote; `nil` for anything else, another version included.
    package init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() == Self.version[...], let word = lines.popFirst() else { return nil }
        switch word {
        case "-": speaker = nil
        case "user": speaker = .user
        case "system": speaker = .system
        case "assistant": speaker = .assistant(model: nil)
        default:
            guard word.hasPrefix("assistant ") else { return nil }
            speaker = .assistant(model: String(word.dropFirst("assistant ".count)))
        }
        for line in lines {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            calls.append(Call(id: String(parts[0]), title: String(parts[1])))
        }
    }

    /// The state as a few lines of text, the version first.
    package var text: String {
        let word =
            switch speaker {
            case nil: "-"
            case .user: "user"
            case .system: "system"
            case .assistant(model: nil): "assistant"
            case .assistant(let model?): "assistant \(model)"
            }
        return ([Self.version, word] + calls.map { "\($0.id)\t\($0.title)" }).joined(separator: "\n")
    }

    /// Takes over who spoke last: blocks were written that this state has not seen.
    package mutating func takeSpeaker(from other: RenderState) {
        speaker = other.speaker
    }

    /// Remembers how to name the result of a call. `title` is one line of text.
    mutating func remember(call id: String, title: String) {
        guard Self.isStorable(id), Self.isStorable(title) else { return }
        calls.append(Call(id: id, title: title))
        if calls.count > Self.maximumCalls { calls.removeFirst() }
    }

    /// The title of the oldest call with this id that has no result yet, once: the n-th result belongs to the n-th call.
    mutating func takeTitle(ofCall id: String) -> String? {
        guard let index = calls.firstIndex(where: { $0.id == id }) else { return nil }
        return calls.remove(at: index).title
    }

    private static func isStorable(_ text: String) -> Bool {
        text.utf8.count <= 1000 && !text.utf8.contains(0x0A) && !text.utf8.contains(0x09)
    }
}
