import Foundation
import KatoTestSupport

/// A recording in an editor's buffer: lines, and where blocks begin.
struct EditedText {
    private var lines: [String]

    /// Newest blocks that are left alone by deleting: the daemon cannot tell their loss from an old buffer's.
    private static let newest = 6

    /// `nil` while there is no such file, or nothing in it.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path), data.count > 200 else { return nil }
        lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    }

    var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    /// Behind the front matter, before the last line, which may not be complete yet.
    mutating func insert(_ line: String, _ random: inout SeededGenerator) {
        let first = 1 + (lines.dropFirst().firstIndex(of: "---") ?? 0)
        // Mostly where people write: near the end.
        let earliest = random.below(3) == 0 ? first : max(first, lines.count - 30)
        guard earliest < lines.count - 1 else { return insertAtEnd(line) }
        lines.insert(line, at: earliest + random.below(lines.count - earliest))
    }

    mutating func insertInsideBlock(_ line: String, _ random: inout SeededGenerator) {
        let inside = lines.indices.filter { lines[$0].hasPrefix("line ") && $0 < lines.count - 1 }
        guard !inside.isEmpty else { return insert(line, &random) }
        lines.insert(line, at: random.pick(inside))
    }

    /// Takes a block out, from its identity to the next, and answers whose it was.
    ///
    /// Only a block that holds one message, whole, and nothing the user wrote.
    mutating func deleteBlock(of messages: [Message], _ random: inout SeededGenerator) -> Int? {
        let starts = lines.indices.filter { lines[$0].hasPrefix("<!-- k:") }
        let blocks = zip(starts, starts.dropFirst()).dropLast(Self.newest).map { $0..<$1 }
        let candidates = blocks.compactMap { range in message(in: range, messages).map { (range, $0) } }
        guard !candidates.isEmpty else { return nil }
        let (range, number) = random.pick(candidates)
        lines.removeSubrange(range)
        return number
    }

    private func message(in range: Range<Int>, _ messages: [Message]) -> Int? {
        let begins = lines[range].filter { $0.hasPrefix("begin ") }
        guard begins.count == 1, let number = begins[0].split(separator: " ").last.flatMap({ Int($0.dropLast()) }),
            messages.indices.contains(number), number > 0,
            messages[number].lines.allSatisfy({ lines[range].contains($0) }),
            !lines[range].contains(where: { $0.hasPrefix("user ") })
        else { return nil }
        return number
    }

    private mutating func insertAtEnd(_ line: String) {
        lines.append(line)
        lines.append("")
    }
}
