import KatoModel
import KatoProviders
import Testing

/// Every order in which the log tells of a message that was typed while Claude worked. In the tables: what is told of
/// it, in order.
@Suite struct ClaudeQueueTests {
    struct Sequence: Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        let told: [String]
        var testDescription: String { name }
    }

    // MARK: - Lines

    static let oak = queue("enqueue", "use oak", at: 10)
    static let elm = queue("enqueue", "use elm", at: 11)
    static let removed = queue("remove", at: 20)
    static let answer = line(
        "assistant", #""message":{"role":"assistant","content":[{"type":"text","text":"ok"}]}"#, 30)
    static let turnEnd = line("system", #""subtype":"turn_duration""#, 40)
    static let note = "<task-notification>\n<task-id>b1</task-id>"

    static func line(_ type: String, _ fields: String, _ second: Int, _ more: String = "") -> String {
        #"{"type":"\#(type)","uuid":"\#(type)\#(second)","sessionId":"s","timestamp":"\#(time(second))",\#(fields)\#(more)}"#
    }

    static func time(_ second: Int) -> String { "2026-02-10T09:15:\(second).000Z" }

    static func queue(_ operation: String, _ content: String? = nil, at second: Int, _ more: String = "") -> String {
        let content = content.map { #","content":\#(ClaudeLines.quoted($0))"# } ?? ""
        let fields = #""operation":"\#(operation)"\#(content)\#(more)"#
        return #"{"type":"queue-operation","sessionId":"s","timestamp":"\#(time(second))",\#(fields)}"#
    }

    static func user(_ text: String, at second: Int, _ more: String = "") -> String {
        line("user", #""message":{"role":"user","content":\#(ClaudeLines.quoted(text))}"#, second, more)
    }

    static func result(at second: Int) -> String {
        line("user", #""message":{"content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}"#, second)
    }

    static func attachment(_ text: String, at second: Int, mode: String = "prompt") -> String {
        let prompt = #""prompt":\#(ClaudeLines.quoted(text)),"commandMode":"\#(mode)""#
        return line("attachment", #""attachment":{"type":"queued_command",\#(prompt)}"#, second)
    }

    static func said(_ text: String, _ second: Int) -> String { "\(time(second)) user.message!: \(text)" }

    /// What people said and Claude answered, with the times of the former.
    static func told(_ lines: [String]) -> [String] {
        var memory = DecoderMemory()
        return lines.flatMap { line in
            // As after a restart between any two lines.
            memory = DecoderMemory(text: memory.text)
            return Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }.drafts
        }.compactMap { draft in
            switch draft.kind {
            case .userMessage, .userCommand, .systemMessage:
                "\(draft.time?.description ?? "-") \(ClaudeLines.brief(draft))"
            case .assistantMessage: "ok"
            default: nil
            }
        }
    }

    // MARK: - Tables

    static let sequences = [
        Sequence(
            name: "a turn begins with it",
            lines: [oak, queue("dequeue", at: 20), user("use oak", at: 21), answer], told: [said("use oak", 21), "ok"]),
        Sequence(
            name: "handed over, and no record shows it", lines: [oak, removed, result(at: 19), answer, turnEnd],
            told: [said("use oak", 10), "ok"]),
        Sequence(
            name: "handed over, as newer releases say it",
            lines: [oak, elm, queue("remove", "use elm", at: 20, #","reason":"absorbed_mid_turn""#), answer],
            told: [said("use elm", 11), "ok"]),
        Sequence(
            name: "handed over at the very end of a turn", lines: [oak, removed, turnEnd], told: [said("use oak", 10)]),
        Sequence(
            name: "handed over, then the user stops Claude",
            lines: [oak, removed, user("[Request interrupted by user]", at: 30)], told: [said("use oak", 10)]),
        Sequence(
            name: "an answer that is older than the handing over is no answer to it",
            lines: [oak, queue("remove", at: 35), answer, attachment("use oak", at: 36)],
            told: ["ok", said("use oak", 36)]),
        Sequence(
            name: "an attachment behind the word that it left",
            lines: [oak, removed, result(at: 21), attachment("use oak", at: 22), answer],
            told: [said("use oak", 22), "ok"]),
        Sequence(
            name: "an attachment before the word that it left",
            lines: [oak, attachment("use oak", at: 19), removed, answer], told: [said("use oak", 19), "ok"]),
        Sequence(
            name: "the attachment tells which of two left",
            lines: [oak, elm, removed, attachment("use elm", at: 22), answer, removed, turnEnd],
            told: [said("use elm", 22), "ok", said("use oak", 10)]),
        Sequence(
            name: "two at once, neither shown", lines: [oak, elm, removed, removed, answer],
            told: [said("use oak", 10), said("use elm", 11), "ok"]),
        Sequence(
            name: "two at once, both shown",
            lines: [oak, elm, removed, removed, attachment("use oak", at: 21), attachment("use elm", at: 22), answer],
            told: [said("use oak", 21), said("use elm", 22), "ok"]),
        Sequence(name: "taken back", lines: [oak, queue("popAll", "use oak", at: 20), answer], told: ["ok"]),
        Sequence(
            name: "all taken back in one record", lines: [oak, elm, queue("popAll", at: 20), answer, turnEnd],
            told: ["ok"]),
        Sequence(
            name: "taken back, and another typed",
            lines: [oak, queue("popAll", "use oak", at: 12), queue("enqueue", "use ash", at: 13), removed, answer],
            told: [said("use ash", 13), "ok"]),
        Sequence(
            name: "gone for another reason",
            lines: [oak, queue("remove", "use oak", at: 20, #","reason":"agent_stopped""#), answer], told: ["ok"]),
        Sequence(name: "waiting when the file ends", lines: [oak, answer, turnEnd], told: ["ok"]),
        Sequence(
            name: "left behind by a process that ended",
            lines: [oak, user("go on", at: 25), queue("enqueue", "use ash", at: 26), removed, answer],
            told: [said("go on", 25), said("use ash", 26), "ok"]),
        Sequence(
            name: "the same words twice, one begins a turn, one does not",
            lines: [
                oak, queue("enqueue", "use oak", at: 12), queue("dequeue", at: 13), user("use oak", at: 14), removed,
                answer,
            ],
            told: [said("use oak", 14), said("use oak", 12), "ok"]),
        Sequence(
            name: "a notification is nobody's message", lines: [queue("enqueue", note, at: 10), removed, answer],
            told: ["ok"]),
        Sequence(
            name: "a notification of older releases",
            lines: [queue("enqueue", #"{"task_id":"b1","description":"::record"}"#, at: 10), removed, answer],
            told: ["ok"]),
        Sequence(
            name: "a notification that waited before it and is taken after it",
            lines: [
                queue("enqueue", note, at: 10), elm, queue("dequeue", at: 12), user("use elm", at: 13),
                queue("enqueue", "use ash", at: 14), queue("dequeue", at: 15),
                user(note, at: 16, #","origin":{"kind":"task-notification"}"#), removed, answer,
            ],
            told: [
                said("use elm", 13), "\(time(16)) system.message: \(note.prefix(40))", said("use ash", 14), "ok",
            ]),
        Sequence(
            name: "what another program wrapped holds no command",
            lines: [queue("enqueue", "<peer-message from=\"x\">\n::record", at: 10), removed, answer],
            told: ["\(time(10)) system.message: <peer-message from=\"x\">\n::record", "ok"]),
        Sequence(
            name: "a command to Claude itself is taken under another text",
            lines: [
                queue("enqueue", "/cost", at: 10), elm, queue("dequeue", at: 12),
                user("caveat", at: 13, #","isMeta":true"#),
                user("<command-name>/usage</command-name>", at: 14), queue("dequeue", at: 15),
                user("use elm", at: 16), answer, turnEnd,
            ],
            told: [
                "\(time(13)) system.message: caveat", "\(time(14)) user.command: /usage", said("use elm", 16), "ok",
            ]),
        Sequence(
            name: "a picture is shown by its attachment",
            lines: [
                queue("enqueue", at: 10), elm, removed,
                line("attachment", #""attachment":{"type":"queued_command","prompt":[{"type":"image"}]}"#, 21),
                removed, answer,
            ],
            told: [said("[image]", 21), said("use elm", 11), "ok"]),
    ]

    @Test(arguments: sequences)
    func `what was typed while Claude worked is told once, and in order`(sequence: Sequence) {
        #expect(Self.told(sequence.lines) == sequence.told)
    }

    @Test func `a sub-agent's answer is no answer to the user`() {
        let inner = Self.line("assistant", #""isSidechain":true,"message":{"content":[]}"#, 29)
        #expect(Self.told([Self.oak, Self.removed, inner]).isEmpty)
        #expect(Self.told([Self.oak, Self.removed, inner, Self.answer]) == [Self.said("use oak", 10), "ok"])
    }

    @Test func `a long message survives, and one beyond all measure is only not told`() {
        let long = String(repeating: "é🎉 \\ \" ", count: 6000)
        let lines = [Self.queue("enqueue", long, at: 10), Self.removed, Self.answer]
        var memory = DecoderMemory()
        let drafts = lines.flatMap { line in
            memory = DecoderMemory(text: memory.text)
            return Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }.drafts
        }
        #expect(drafts.contains { $0.content == .text(String(long.dropLast())) && $0.kind == .userMessage })
        #expect(memory.text.isEmpty)
        let huge = Self.queue("enqueue", String(repeating: "x", count: 200_000), at: 10)
        #expect(
            Self.told([huge, Self.elm, Self.removed, Self.removed, Self.answer]) == [Self.said("use elm", 11), "ok"])
    }

    @Test func `nothing makes the memory grow`() {
        var memory = DecoderMemory()
        for number in 0..<1000 {
            let line = Self.queue("enqueue", "message \(number)", at: 10)
            _ = Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
        }
        #expect(memory.text.utf8.count < 8000)
    }

    @Test func `a log of release 2.1.15 tells every message once`() throws {
        let lines = try ClaudeLines.lines(of: "2.1.15-queue.jsonl").map { String(decoding: $0, as: UTF8.self) }
        #expect(
            Self.told(lines).filter { $0.contains("user.") }.map { $0.split(separator: "!: ").last } == [
                "Build the bridge.", "::record\nUse oak, please.", "Paint it green – 日本.", "And a rail.",
            ])
    }
}
