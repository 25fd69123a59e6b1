import KatoProviders

/// What has to be remembered of a source between its batches. Stored with its checkpoint.
struct NormalizerState: Hashable, Sendable {
    /// The conversation, once known.
    var nativeID: String?
    /// How many messages of the user were seen.
    var turn = 0
    /// The id of the last record that had one.
    var anchor = ""
    /// How many records without an id followed it.
    var ordinal = 0
    /// What the provider's decoder remembers.
    var memory = DecoderMemory()

    init() {}

    /// Reads what ``text`` wrote; `nil` for another version.
    init?(text: String) {
        let parts = text.split(separator: "\t", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "1", let turn = Int(parts[2]), let ordinal = Int(parts[4]) else {
            return nil
        }
        nativeID = parts[1].isEmpty ? nil : String(parts[1])
        self.turn = turn
        anchor = String(parts[3])
        self.ordinal = ordinal
        if parts.count == 6 { memory = DecoderMemory(text: String(parts[5])) }
    }

    /// Version, conversation, turn, anchor and ordinal, separated by tabs, and the decoder's memory where there is
    /// one. Tabs in ids become spaces; JSON has none.
    var text: String {
        let safe = [nativeID ?? "", anchor].map { String($0.map { $0 == "\t" ? " " : $0 }) }
        let own = "1\t\(safe[0])\t\(turn)\t\(safe[1])\t\(ordinal)"
        let remembered = memory.text
        return remembered.isEmpty ? own : own + "\t" + remembered
    }
}
