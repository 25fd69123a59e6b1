import KatoModel

/// Turns `attachment` records into drafts.
enum ClaudeAttachmentDecoder {
    /// A prompt that the user typed while the agent worked is the user's message: where it was handed to the model
    /// in the middle of a turn, no `user` record follows. All other attachments are kept raw.
    static func drafts(_ record: ClaudeRecord, _ facts: inout SessionFacts) -> [EventDraft] {
        guard let attachment = record.attachment else { return [.raw("unexpected-shape:attachment", record.time)] }
        guard let type = attachment.type else { return [.raw("unexpected-shape:attachment.type", record.time)] }
        guard type == "queued_command" else { return [.raw("attachment:\(type)", record.time)] }
        let mode = attachment.commandMode ?? "prompt"
        if mode == "bash", case .text(let command)? = attachment.prompt.first {
            let text = "! " + PlainText.trimmed(command)
            return [EventDraft(kind: .userCommand, content: .text(text), time: record.time)]
        }
        let isHuman = mode == "prompt" && (attachment.originKind ?? "human") == "human"
        let isInjected = !isHuman || attachment.isMeta || record.isMeta
        var decoder = ClaudeUserDecoder(
            time: record.time, isInjected: isInjected, isMain: record.effectiveAgentID == nil)
        decoder.decode(attachment.prompt)
        facts.firstMessageTitle = decoder.title
        return decoder.drafts
    }
}
