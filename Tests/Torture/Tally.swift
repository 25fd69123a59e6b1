import Foundation

/// What is wrong with a recording, counted line by line against what the agent and the user wrote.
struct Tally {
    var messages = 0
    var saves = 0
    var deletions = 0
    /// Messages of which nothing stands in the file.
    var lost = 0
    /// Messages of which a line, or the identity, stands there twice.
    var duplicated = 0
    /// Messages of which only a part stands there, and pieces of lines.
    var torn = 0
    /// Messages that stand before one that was said earlier.
    var unordered = 0
    var userLost = 0
    /// Blocks the user deleted that stand there again.
    var cameBack = 0
    /// Bytes that nobody wrote.
    var nul = 0

    init() {}

    init(_ conversation: Conversation, lines userLines: Set<String> = [], deleted: Set<Int> = []) {
        let data = FileManager.default.contents(atPath: conversation.recording) ?? Data()
        nul = data.count { $0 == 0 }
        let lines = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\0", with: "")
            .components(separatedBy: "\n")
        var places: [String: [Int]] = [:]
        for (place, line) in lines.enumerated() { places[line, default: []].append(place) }
        let all = conversation.messages
        (messages, deletions) = (all.count, deleted.count)
        var known: Set<String> = []
        var last = -1
        for message in all {
            known.formUnion(message.lines)
            let found = message.lines.map { places[$0] ?? [] }
            let present = found.count { !$0.isEmpty }
            if found.contains(where: { $0.count > 1 }) { duplicated += 1 }
            if deleted.contains(message.number) {
                if present > 0 { cameBack += 1 }
                continue
            }
            if present == 0 { lost += 1 } else if present < found.count { torn += 1 }
            guard present == found.count else { continue }
            let firsts = found.map { $0[0] }
            if firsts != firsts.sorted() || firsts[0] < last { unordered += 1 }
            last = max(last, firsts[0])
        }
        torn += lines.count { Message.isOurs($0) && !known.contains($0) }
        let identities = lines.filter { $0.hasPrefix("<!-- k:") || $0.hasPrefix("# k:") }
        if duplicated == 0 { duplicated = identities.count - Set(identities).count }
        userLost = userLines.count { places[$0] == nil }
    }

    /// Nothing is missing that may still come.
    var isComplete: Bool { lost == 0 && torn == 0 }

    func isClean(allowingReorder: Bool) -> Bool {
        lost + duplicated + torn + userLost + cameBack + nul + (allowingReorder ? 0 : unordered) == 0
    }

    static func += (left: inout Tally, right: Tally) {
        for field in [
            \Tally.messages, \.saves, \.deletions, \.lost, \.duplicated, \.torn, \.unordered, \.userLost, \.cameBack,
            \.nul,
        ] as [WritableKeyPath<Tally, Int>] {
            left[keyPath: field] += right[keyPath: field]
        }
    }
}
