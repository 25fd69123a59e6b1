import Glibc

/// Writes the lines of one conversation as Claude Code writes them: one record a line, each naming the one before.
struct ClaudeConversation {
    let identifier: String
    private let workingDirectory: String
    private var previous: String?
    private var generator: SeededGenerator
    private var pendingCall: String?

    init(identifier: String, workingDirectory: String, generator: SeededGenerator) {
        self.identifier = identifier
        self.workingDirectory = workingDirectory
        self.generator = generator
    }

    /// What the person typed. `text` is escaped already.
    mutating func user(_ text: some Sequence<UInt8>, at milliseconds: Int64, to line: inout [UInt8]) {
        open("user", at: milliseconds, to: &line)
        line.append(contentsOf: #","permissionMode":"default","message":{"role":"user","content":""#.utf8)
        line.append(contentsOf: text)
        line.append(contentsOf: "\"}}\n".utf8)
    }

    /// A block of kind `text` or `thinking`.
    mutating func assistant(
        _ kind: String, _ text: some Sequence<UInt8>, at milliseconds: Int64, to line: inout [UInt8]
    ) {
        openAssistant(at: milliseconds, to: &line)
        line.append(contentsOf: #"{"type":"\#(kind)","\#(kind)":""#.utf8)
        line.append(contentsOf: text)
        line.append(contentsOf: (kind == "thinking" ? #"","signature":"RXJzdGVyIFNhdHo="}"# : #""}"#).utf8)
        closeAssistant(&line)
    }

    mutating func toolCall(_ text: some Sequence<UInt8>, at milliseconds: Int64, to line: inout [UInt8]) {
        openAssistant(at: milliseconds, to: &line)
        let call = "toolu_01" + generator.uuid().filter { $0 != "-" }.prefix(22)
        line.append(contentsOf: #"{"type":"tool_use","id":"\#(call)","name":"Bash","input":{"command":""#.utf8)
        line.append(contentsOf: text)
        line.append(contentsOf: #"","description":"Run it"}}"#.utf8)
        closeAssistant(&line)
        pendingCall = call
    }

    /// The result of the last ``toolCall(_:at:to:)``.
    mutating func toolResult(_ text: some Sequence<UInt8>, at milliseconds: Int64, to line: inout [UInt8]) {
        guard let call = pendingCall else { return }
        open("user", at: milliseconds, to: &line)
        line.append(contentsOf: #","message":{"role":"user","content":[{"tool_use_id":"\#(call)","#.utf8)
        line.append(contentsOf: #""type":"tool_result","content":""#.utf8)
        line.append(contentsOf: text)
        line.append(contentsOf: #"","is_error":false}]},"toolUseResult":{"stdout":"","stderr":"","#.utf8)
        line.append(contentsOf: "\"interrupted\":false,\"isImage\":false}}\n".utf8)
    }

    private mutating func openAssistant(at milliseconds: Int64, to line: inout [UInt8]) {
        open("assistant", at: milliseconds, to: &line)
        let message = generator.uuid().filter { $0 != "-" }.prefix(22)
        line.append(contentsOf: #","requestId":"req_01\#(message)","message":{"model":"claude-opus-4-5","#.utf8)
        line.append(contentsOf: #""id":"msg_01\#(message)","type":"message","role":"assistant","content":["#.utf8)
    }

    private func closeAssistant(_ line: inout [UInt8]) {
        line.append(contentsOf: #"],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":4,"#.utf8)
        line.append(contentsOf: #""cache_creation_input_tokens":812,"cache_read_input_tokens":20113,"#.utf8)
        line.append(contentsOf: "\"output_tokens\":211,\"service_tier\":\"standard\"}}}\n".utf8)
    }

    private mutating func open(_ type: String, at milliseconds: Int64, to line: inout [UInt8]) {
        let identifier = generator.uuid()
        let parent = previous.map { "\"\($0)\"" } ?? "null"
        previous = identifier
        line.append(contentsOf: #"{"parentUuid":\#(parent),"isSidechain":false,"userType":"external","#.utf8)
        line.append(contentsOf: #""cwd":"\#(workingDirectory)","sessionId":"\#(self.identifier)","#.utf8)
        line.append(contentsOf: #""version":"2.1.330","gitBranch":"main","type":"\#(type)","#.utf8)
        line.append(contentsOf: #""uuid":"\#(identifier)","timestamp":"\#(WallTime.text(milliseconds))""#.utf8)
    }
}
