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

    init() {}

    /// Reads what ``text`` wrote; `nil` for another version.
    init?(text: String) {
        let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "1", let turn = Int(parts[2]), let ordinal = Int(parts[4]) else {
            return nil
        }
        nativeID = parts[1].isEmpty ? nil : String(parts[1])
        self.turn = turn
        anchor = String(parts[3])
        self.ordinal = ordinal
    }

    /// Version, conversation, turn, anchor and ordinal, separated by tabs. Tabs in ids become spaces.
    var text: String {
        let safe = [nativeID ?? "", anchor].map { String($0.map { $0 == "\t" ? " " : $0 }) }
        return "1\t\(safe[0])\t\(turn)\t\(safe[1])\t\(ordinal)"
    }
}
