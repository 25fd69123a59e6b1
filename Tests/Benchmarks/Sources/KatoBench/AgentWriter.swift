/// Appends lines of 2 KB to one file as an agent does: user and assistant in turn, one write(2) a line.
struct AgentWriter: Sendable {
    private let file: OpenedFile
    private var conversation: ClaudeConversation
    private let filling: [UInt8]
    private var isUser = true

    /// - Parameter path: its last component without `.jsonl` is the conversation's id.
    init(path: String, identifier: String, workingDirectory: String, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pool = TextPool(generator: &generator)
        var text: [UInt8] = []
        pool.append(size: 1400, to: &text, generator: &generator)
        filling = text
        file = try OpenedFile.appending(to: path)
        conversation = ClaudeConversation(
            identifier: identifier, workingDirectory: workingDirectory, generator: generator)
    }

    /// What the person types next, as it is.
    mutating func type(_ text: String) throws {
        var line: [UInt8] = []
        conversation.user(text.utf8, at: WallTime.now(), to: &line)
        try file.write(line)
    }

    /// Appends a line whose text ends with `marker`.
    ///
    /// - Returns: the time just before the write.
    @discardableResult
    mutating func append(marker: [UInt8]) throws -> UInt64 {
        var line: [UInt8] = []
        if isUser {
            conversation.user(filling + marker, at: WallTime.now(), to: &line)
        } else {
            conversation.assistant("text", filling + marker, at: WallTime.now(), to: &line)
        }
        isUser.toggle()
        let start = MonotonicClock.now()
        try file.write(line)
        return start
    }
}
