/// What stands in a conversation: lines that occur nowhere else, so that each can be counted in a recording.
struct Message {
    let conversation: String
    let number: Int
    /// Lines between the first and the last.
    let body: Int

    /// All lines in their order.
    var lines: [String] {
        ["begin \(conversation) \(number)."] + (0..<body).map(line) + ["end \(conversation) \(number)."]
    }

    var text: String { lines.joined(separator: "\n") }

    private func line(_ index: Int) -> String {
        "line \(conversation) \(number) \(index): what somebody said about the weather and the parcels, in full."
    }

    /// Whether a line of a recording was made from some message, whole or cut.
    static func isOurs(_ line: some StringProtocol) -> Bool {
        ["begin ", "line ", "end "].contains { line.hasPrefix($0) }
    }
}
