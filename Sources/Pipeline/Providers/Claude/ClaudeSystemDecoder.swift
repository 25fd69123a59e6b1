import KatoModel

/// Turns `system` records into drafts: facts under the name of their subtype.
enum ClaudeSystemDecoder {
    /// One draft. Commands that open a dialogue are logged here and not as the user's message.
    static func drafts(_ record: ClaudeRecord) -> [EventDraft] {
        let subtype = record.subtype ?? "system"
        if subtype == "local_command", let content = record.content {
            switch ClaudeUserText(content) {
            case .command(let command):
                return [EventDraft(kind: .userCommand, content: .text(command), time: record.time)]
            case .commandOutput(let output):
                return [.info("local-command-output", output, record.time)]
            default: break
            }
        }
        let text = record.content ?? record.errorText
        return [.info(subtype, text.map(PlainText.withoutControlSequences), record.time)]
    }
}
