import KatoModel
import StrictJSON

/// Messages that were typed while Claude worked, until it is clear what becomes of them.
///
/// The log tells that one begins to wait and that one left, not always which. Some stand in a record of their own then,
/// some nowhere else: those are told when Claude goes on, before what it says. Nothing is told twice, and what the user
/// took back is not told.
struct ClaudeQueue {
    /// More than anyone lets wait; older ones are forgotten.
    private static let maximumMessages = 64
    /// Why a message left, when it went into the running turn; releases before 2.1.246 do not say.
    private static let handOverReasons: Set<String?> = [nil, "absorbed_mid_turn"]

    private var messages: [ClaudeQueuedMessage]

    /// Takes note of a record, and gives the messages of which it is now clear that they were said before it.
    static func messages(before record: ClaudeRecord, _ drafts: [EventDraft], _ memory: inout DecoderMemory)
        -> [EventDraft]
    {
        guard record.type == "queue-operation" || memory.holdsQueue, record.effectiveAgentID == nil else { return [] }
        var queue = ClaudeQueue(messages: memory.queue)
        defer { memory.queue = queue.messages }
        switch record.type {
        case "queue-operation":
            queue.operate(record)
            if !memory.canHold(queue.messages), let last = queue.messages.popLast() {
                queue.messages.append(ClaudeQueuedMessage(forgettingTextOf: last))
            }
        case "attachment": queue.meet(attachment: record.attachment)
        case "user": return queue.meet(user: record, drafts)
        case "assistant": return queue.said(before: record)
        case "system" where record.subtype == "turn_duration": return queue.said(before: record)
        default: break
        }
        return []
    }

    // MARK: - The queue's own records

    private mutating func operate(_ record: ClaudeRecord) {
        switch record.operation {
        case "enqueue":
            messages = messages.suffix(Self.maximumMessages - 1) + [ClaudeQueuedMessage(record.content, record.time)]
        case "dequeue":
            if let index = first([.waiting]) { messages[index].state = .taken }
        case "remove": remove(record)
        case "popAll":
            // One record for each message that is put back into the input, or one for all of them.
            if let index = first([.waiting], saidBy: [record.content].compactMap(\.self)) {
                messages.remove(at: index)
            } else {
                messages.removeAll { $0.state == .waiting && $0.isTyped }
            }
        default: break
        }
    }

    private mutating func remove(_ record: ClaudeRecord) {
        let index =
            if let content = record.content {
                first([.shown], saidBy: [content]) ?? first([.waiting], saidBy: [content])
            } else {
                first([.shown]) ?? first([.waiting])
            }
        guard let index else { return }
        if messages[index].state == .waiting, Self.handOverReasons.contains(record.reason) {
            messages[index].state = .handedOver
            messages[index].left = record.time
        } else {
            messages.remove(at: index)
        }
    }

    // MARK: - Records that show a message

    /// Stands before or behind the word that the message left.
    private mutating func meet(attachment: ClaudeAttachment?) {
        guard let attachment, attachment.type == "queued_command" else { return }
        let texts = Self.texts(attachment.prompt)
        if let index = first([.handedOver], saidBy: texts) {
            messages.remove(at: index)
        } else if let index = first([.waiting], saidBy: texts) {
            if let mistaken = first([.handedOver]) {
                // It was this one that left.
                messages[mistaken].state = .waiting
                messages.remove(at: index)
            } else {
                messages[index].state = .shown
            }
        } else if let index = first([.handedOver]) {
            messages.remove(at: index)
        } else if let index = first([.waiting], saidBy: [""]) {
            messages[index].state = .shown
        }
    }

    /// A turn begins with a message that waited, or with one that was typed when nothing did.
    private mutating func meet(user record: ClaudeRecord, _ drafts: [EventDraft]) -> [EventDraft] {
        let content = record.message?.content ?? []
        guard !record.isMeta, !record.isCompactSummary, !content.contains(where: \.isToolResult) else { return [] }
        let texts = Self.texts(content)
        let taken = first([.taken])
        let index = first([.taken], saidBy: texts) ?? first([.waiting, .handedOver, .shown], saidBy: texts) ?? taken
        if let index {
            // It was this one that was taken.
            if let taken, messages[index].state != .taken { messages[taken].state = .waiting }
            messages.remove(at: index)
        }
        let isPrompt = drafts.contains { $0.kind == .userMessage || $0.kind == .userCommand }
        guard isPrompt || drafts.contains(where: \.isInterruption) else { return [] }
        let said = said(before: record)
        if isPrompt, index == nil { forget(before: record.time) }
        return said
    }

    /// What was handed over before the record was made; one that is older was only written later.
    private mutating func said(before record: ClaudeRecord) -> [EventDraft] {
        let isSaid = { (message: ClaudeQueuedMessage) in
            guard message.state == .handedOver else { return false }
            guard let left = message.left, let time = record.time else { return true }
            return left <= time
        }
        defer { messages.removeAll(where: isSaid) }
        return messages.filter(isSaid).compactMap(\.draft)
    }

    /// Who begins a turn by typing has nothing waiting: what seems to wait was left by a process that ended.
    private mutating func forget(before time: Timestamp?) {
        messages.removeAll { message in
            guard message.state == .waiting else { return message.state == .shown }
            guard let typed = message.time, let time else { return true }
            return typed < time
        }
    }

    // MARK: - Looking

    private func first(_ states: [ClaudeQueuedMessage.State], saidBy texts: [String]? = nil) -> Int? {
        messages.firstIndex { message in
            states.contains(message.state) && texts?.contains { message.isSaid(by: $0) } ?? true
        }
    }

    private static func texts(_ blocks: [ClaudeContentBlock]) -> [String] {
        blocks.compactMap { block in
            if case .text(let text) = block { text } else { nil }
        }
    }
}

extension DecoderMemory {
    /// Parts that hold the messages together: 128 KiB, far more than anyone types while Claude works.
    private static let queueParts = (0..<8).map { "queue\($0)" }

    fileprivate var holdsQueue: Bool { self[Self.queueParts[0]] != nil }

    fileprivate func canHold(_ messages: [ClaudeQueuedMessage]) -> Bool {
        Self.encoded(messages).utf8.count <= Self.queueParts.count * (Self.valueLimit - 4)
    }

    fileprivate var queue: [ClaudeQueuedMessage] {
        get {
            let text = Self.queueParts.compactMap { self[$0] }.joined()
            return (try? JSONValue.parse(text))?.arrayValue?.compactMap(ClaudeQueuedMessage.init) ?? []
        }
        set {
            var rest = newValue.isEmpty ? "" : Self.encoded(newValue)[...]
            for part in Self.queueParts {
                let piece = Self.piece(of: rest)
                self[part] = piece.isEmpty ? nil : String(piece)
                rest = rest[piece.endIndex...]
            }
        }
    }

    private static func encoded(_ messages: [ClaudeQueuedMessage]) -> String {
        JSONValue.array(messages.map(\.value)).text()
    }

    /// As much as one value takes, cut between two scalars; none of them has more than four bytes.
    private static func piece(of text: Substring) -> Substring {
        guard text.utf8.count > valueLimit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: valueLimit)
        while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return text[..<end]
    }
}

extension EventDraft {
    fileprivate var isInterruption: Bool {
        if case .info("interrupted", _) = content { true } else { false }
    }
}
