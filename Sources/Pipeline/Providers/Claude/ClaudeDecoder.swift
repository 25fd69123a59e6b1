import KatoModel
import StrictJSON

/// Turns one line of a Claude Code log into drafts.
///
/// A line always gives at least one draft, so that what is counted at the end is what was read.
enum ClaudeDecoder {
    /// Records that one line may hold. A writer that was killed leaves no line end, and the next record then follows
    /// on the same line; more than a few of them is no accident.
    private static let recordsPerLine = 8

    /// Decodes a line; what cannot be read comes back raw.
    static func decode(_ bytes: UnsafeRawBufferPointer, _ memory: inout DecoderMemory) -> DecodedRecord {
        let first = decodeFirst(bytes, &memory)
        guard first.next != nil else { return first.record }
        var (result, next) = first
        var rest = bytes
        var count = 1
        while let start = next {
            guard count < recordsPerLine else { return joined(result, .raw("too-many-records")) }
            rest = UnsafeRawBufferPointer(rebasing: rest[start...])
            let (record, following) = decodeFirst(rest, &memory)
            result = joined(result, record)
            next = following
            count += 1
        }
        return result
    }

    /// Decodes the first record, and says where the next one starts when there is one on the same line.
    private static func decodeFirst(_ bytes: UnsafeRawBufferPointer, _ memory: inout DecoderMemory) -> (
        record: DecodedRecord, next: Int?
    ) {
        guard bytes.contains(where: { $0 > 0x20 }) else { return (.raw("blank"), nil) }
        do {
            var reader = try JSONReader(bytes)
            guard try reader.peek() == .object else {
                try reader.skipValue()
                try reader.finish()
                return (.raw("not-an-object"), nil)
            }
            var record = ClaudeRecord()
            try record.read(&reader)
            do {
                try reader.finish()
                return (assemble(record, &memory), nil)
            } catch  where bytes[error.offset] == UInt8(ascii: "{") {
                return (assemble(record, &memory), error.offset)
            }
        } catch {
            return (.raw(error.rawReason), nil)
        }
    }

    private static func joined(_ first: DecodedRecord, _ second: DecodedRecord) -> DecodedRecord {
        var first = first
        first.drafts += second.drafts
        if let newer = second.facts {
            var facts = first.facts ?? SessionFacts()
            facts.merge(newer)
            first.facts = facts
        }
        return first
    }

    private static func assemble(_ record: ClaudeRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        var result = DecodedRecord(sessionID: record.sessionID, agentID: record.effectiveAgentID)
        var facts = SessionFacts()
        switch record.type {
        case "user": result.drafts = userDrafts(record, &facts)
        case "assistant":
            result.drafts = ClaudeAssistantDecoder.drafts(record, &facts)
            result.usage = usage(record)
        case "system": result.drafts = ClaudeSystemDecoder.drafts(record)
        case "attachment": result.drafts = ClaudeAttachmentDecoder.drafts(record, &facts)
        case let type?: result.drafts = [ClaudeSideRecordDecoder.draft(record, type: type, &facts)]
        case nil: result.drafts = [.raw("unexpected-shape:type", record.time)]
        }
        if result.drafts.contains(where: \.startsTurn), record.type == "user",
            ClaudeBranches.isRewind(toParent: record.parentID, &memory)
        {
            result.drafts.insert(.info("rewound", nil, record.time), at: 0)
        }
        result.drafts.insert(contentsOf: ClaudeQueue.messages(before: record, result.drafts, &memory), at: 0)
        if result.drafts.isEmpty { result.drafts = [.raw("no-content", record.time)] }
        if let type = record.type, ClaudeSideRecordDecoder.isInTree(type) {
            result.nativeID = record.uuid
            addEnvelope(of: record, to: &facts)
        }
        if facts != SessionFacts() { result.facts = facts }
        return result
    }

    /// What Claude Code wrote itself cost nothing.
    private static func usage(_ record: ClaudeRecord) -> TokenUsage? {
        guard let message = record.message, let id = message.id,
            message.model != ClaudeAssistantDecoder.syntheticModel
        else { return nil }
        return message.usage?.tokens(message: id, request: record.requestID)
    }

    private static func userDrafts(_ record: ClaudeRecord, _ facts: inout SessionFacts) -> [EventDraft] {
        guard let message = record.message else { return [.raw("unexpected-shape:message", record.time)] }
        let isHuman = record.originKind.map { $0 == "human" } ?? (record.promptSource != "system")
        let isInjected = record.isMeta || record.isCompactSummary || record.isVisibleInTranscriptOnly || !isHuman
        var decoder = ClaudeUserDecoder(
            time: record.time, isInjected: isInjected, isMain: record.effectiveAgentID == nil)
        decoder.decode(message.content, result: record.toolUseResult)
        facts.firstMessageTitle = decoder.title
        return decoder.drafts
    }

    /// Sub-agents may work elsewhere, so only the main conversation says where it is.
    private static func addEnvelope(of record: ClaudeRecord, to facts: inout SessionFacts) {
        guard record.effectiveAgentID == nil else { return }
        facts.workingDirectory = record.workingDirectory.flatMap(nonEmpty)
        facts.gitBranch = record.gitBranch.flatMap(nonEmpty)
        facts.agentVersion = record.version.flatMap(nonEmpty)
    }

    private static func nonEmpty(_ text: String) -> String? {
        text.isEmpty ? nil : text
    }
}
