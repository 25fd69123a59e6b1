import KatoModel

/// Notices when the user went back to an earlier message and wrote it anew.
///
/// Claude Code keeps a conversation as a tree in one file. A new branch hangs where the message that it replaces hangs,
/// so a prompt whose parent has borne a prompt before is a branch, and all after the first of them is abandoned. Tool
/// calls fork the tree too, but never at a prompt.
enum ClaudeBranches {
    /// Prompts back to which a branch is noticed.
    private static let reach = 64

    /// True when the prompt replaces an earlier one. Remembers where it hangs.
    static func isRewind(toParent parent: String?, _ memory: inout DecoderMemory) -> Bool {
        let place = print(of: parent ?? "root")
        let text = memory["prompts"] ?? ""
        let known = text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
        guard let index = known.firstIndex(of: place[...]) else {
            let kept = known.suffix(reach - 1)
            memory["prompts"] = kept.isEmpty ? place : joined(kept, in: text) + " " + place
            return false
        }
        // Those after it are abandoned, and nothing hangs on them any more.
        memory["prompts"] = String(joined(known[...index], in: text))
        return true
    }

    /// The places and what is between them.
    private static func joined(_ places: ArraySlice<Substring>, in text: String) -> Substring {
        guard let first = places.first, let last = places.last else { return "" }
        return text[first.startIndex..<last.endIndex]
    }

    /// Short, because each commit stores them: the last block of the UUID.
    private static func print(of id: String) -> String {
        let end = id.utf8.suffix(12)
        if end.allSatisfy({ (0x21...0x7E).contains($0) }) { return String(Substring(end)) }
        return String(String(id.suffix(12)).map { $0 == " " ? "_" : $0 })
    }
}
