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
        let known = (memory["prompts"] ?? "").split(separator: " ")
        guard let index = known.firstIndex(of: place[...]) else {
            memory["prompts"] = (known.suffix(reach - 1) + [place[...]]).joined(separator: " ")
            return false
        }
        // Those after it are abandoned, and nothing hangs on them any more.
        memory["prompts"] = known[...index].joined(separator: " ")
        return true
    }

    /// Short, because each commit stores them: the last block of the UUID.
    private static func print(of id: String) -> String {
        String(String(id.suffix(12)).map { $0 == " " ? "_" : $0 })
    }
}
