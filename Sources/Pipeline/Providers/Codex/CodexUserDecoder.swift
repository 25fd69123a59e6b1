import KatoModel

/// Turns what the user said into drafts.
enum CodexUserDecoder {
    /// - Parameter images: a line for each image that came with the words.
    static func decode(_ text: String, images: [String], time: Timestamp?, _ memory: inout DecoderMemory)
        -> DecodedRecord
    {
        switch CodexUserText(event: text) {
        case .prompt(let words): return message(words, images, time, &memory)
        case .injected where !images.isEmpty, .blank where !images.isEmpty: return message("", images, time, &memory)
        case .injected(let text):
            return DecodedRecord(drafts: [EventDraft(kind: .systemMessage, content: .text(text), time: time)])
        case .command(let command):
            return DecodedRecord(drafts: [EventDraft(kind: .userCommand, content: .text(command), time: time)])
        case .blank: return .raw("no-content", time: time)
        }
    }

    private static func message(_ words: String, _ images: [String], _ time: Timestamp?, _ memory: inout DecoderMemory)
        -> DecodedRecord
    {
        let isMain = memory.agent == nil
        // A copy carries the time of copying. Without a time it is history: commands in it are not carried out.
        let time = memory.copiedFrom == nil ? time : nil
        let text = ([words] + images).filter { !$0.isEmpty }.joined(separator: "\n\n")
        var record = DecodedRecord(nativeID: memory.nextID("user"))
        record.drafts = [
            EventDraft(kind: .userMessage, content: .text(text), time: time, startsTurn: isMain)
        ]
        if isMain, let title = FirstMessageTitle.make(from: words) {
            var facts = SessionFacts()
            facts.firstMessageTitle = title
            record.facts = facts
        }
        return record
    }
}
