import KatoModel

/// What the next block must know of the blocks before it: who spoke last, with which model, and which tool calls have no
/// result yet.
///
/// Small, bounded, and a value that can be stored beside the recording, so that an append after a restart goes on as
/// if nothing had happened.
package struct RenderState: Sendable, Hashable {
    /// Calls whose results may still come; the oldest is forgotten first.
    static let maximumCalls = 64
    private static let version = "1"

    private(set) var speaker: Speaker?
    /// The assistant's model, as long as no other is named.
    private var model: String?
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
        var isInterrupted = false
        while lines.first == RecordingPlan.interruption[...] {
            isInterrupted = true
            lines.removeFirst()
        }
        guard lines.popFirst() == Self.version[...], let words = lines.popFirst() else { return nil }
        let word = words.prefix { $0 != "\t" }
        if word.endIndex != words.endIndex { model = String(words[word.endIndex...].dropFirst()) }
        switch word {
        case "-": speaker = nil
        case "user": speaker = .user
        case "system": speaker = .system
        case "assistant": speaker = .assistant(model: nil)
        default:
            guard word.hasPrefix("assistant ") else { return nil }
            model = String(word.dropFirst("assistant ".count))
            speaker = .assistant(model: model)
        }
        if isInterrupted { speaker = nil }
        for line in lines {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            calls.append(Call(id: String(parts[0]), title: String(parts[1])))
        }
    }

    /// The state as a few lines of text, the version first, then who speaks and the model that spoke before.
    package var text: String {
        let before = model.map { "\t\($0)" } ?? ""
        let word =
            switch speaker {
            case nil: "-" + before
            case .user: "user" + before
            case .system: "system" + before
            case .assistant(model: nil): "assistant"
            case .assistant(let model?): "assistant \(model)"
            }
        return ([Self.version, word] + calls.map { "\($0.id)\t\($0.title)" }).joined(separator: "\n")
    }

    /// Takes over who spoke last: blocks were written that this state has not seen.
    package mutating func takeSpeaker(from other: RenderState) {
        (speaker, model) = (other.speaker, other.model)
    }

    /// Lets a speaker have the word. An assistant whose model is not said speaks with the one that spoke last.
    ///
    /// - Returns: whose heading has to stand above; `nil` where the speaker goes on.
    mutating func give(wordTo next: Speaker) -> Speaker? {
        var next = next
        if case .assistant(let name) = next {
            model = name ?? model
            next = .assistant(model: model)
        }
        let goesOn = speaker?.goesOn(as: next) == true
        speaker = next
        return goesOn ? nil : next
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
