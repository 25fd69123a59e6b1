/// Conversations that were there before the daemon: made up, but in the sizes and shapes of real ones.
struct History {
    /// The agent's directory.
    let claude: String
    /// The agent's names of the conversations.
    let identifiers: [String]
    let bytes: Int
    let lines: Int
    /// Half of the lines are not longer.
    let medianLine: Int

    var files: Int { identifiers.count }

    /// Writes `files` files, `megabytes` (10^6) in all, always the same but for the dates.
    static func make(files: Int, megabytes: Int, in workspace: Workspace, folder: String = "history") throws -> History
    {
        var generator = SeededGenerator(seed: 0x6B61_746F)
        let pool = TextPool(generator: &generator)
        let mean = Double(megabytes * 1_000_000 / files)
        var sizes: [Int] = []
        var bytes = 0
        var identifiers: [String] = []
        for index in 0..<files {
            let key = "-home-user-project-\(index % 10)"
            let directory = try workspace.directory(folder + "/claude/projects/" + key)
            let identifier = generator.uuid()
            identifiers.append(identifier)
            let limit = Int(mean * (0.25 + 1.5 * generator.fraction()))
            let day = Int64(60 - index % 60) * 86_400_000
            var conversation = ClaudeConversation(
                identifier: identifier, workingDirectory: "/home/user/project/\(index % 10)",
                generator: SeededGenerator(seed: generator.next()))
            let text = fill(
                &conversation, limit: limit, from: WallTime.now() - day, pool: pool, generator: &generator,
                sizes: &sizes)
            try OpenedFile.appending(to: directory + "/" + identifier + ".jsonl").write(text)
            bytes += text.count
        }
        sizes.sort()
        return History(
            claude: workspace.root + "/\(folder)/claude", identifiers: identifiers, bytes: bytes, lines: sizes.count,
            medianLine: sizes[sizes.count / 2])
    }

    private static func fill(
        _ conversation: inout ClaudeConversation, limit: Int, from start: Int64, pool: TextPool,
        generator: inout SeededGenerator, sizes: inout [Int]
    ) -> [UInt8] {
        var text: [UInt8] = []
        var time = start
        var step = 0
        while text.count < limit {
            let before = text.count
            var body: [UInt8] = []
            let (median, spread) = shape[step % shape.count]
            let size = generator.size(median: median, spread: spread, limit: 400_000)
            pool.append(size: size, to: &body, generator: &generator)
            switch step % shape.count {
            case 0: conversation.user(body, at: time, to: &text)
            case 1: conversation.assistant("thinking", body, at: time, to: &text)
            case 2, 7: conversation.assistant("text", body, at: time, to: &text)
            case 3, 5: conversation.toolCall(body, at: time, to: &text)
            default: conversation.toolResult(body, at: time, to: &text)
            }
            sizes.append(text.count - before)
            time += Int64(1 + generator.next() % 20_000)
            step += 1
        }
        return text
    }

    /// One turn: prompt, thinking, text, twice a tool's call and result, text. Median and spread of each text.
    private static let shape: [(median: Double, spread: Double)] = [
        (1800, 1.0), (3600, 0.8), (3000, 0.8), (4200, 0.9), (8000, 1.1), (4200, 0.9), (8000, 1.1), (4500, 0.8),
    ]
}
