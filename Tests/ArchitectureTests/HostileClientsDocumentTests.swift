import Foundation
import Testing

/// The list of what hostile clients do names a test for each row, and each of them exists.
@Suite struct HostileClientsDocumentTests {
    private static let document = SwiftSources.root.deletingLastPathComponent().appending(
        path: "docs/hostile-clients.md")
    private static let rows = 1...84

    @Test func `every row of the list has a test, where it says`() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        var seen: [Int] = []
        for line in text.split(separator: "\n") {
            guard let match = line.wholeMatch(of: /\| (\d+) \| [^|]+ \| \[\w+\]\(([^)]+)\) ([^|]+) \|/),
                let row = Int(match.1)
            else { continue }
            seen.append(row)
            let file = Self.document.deletingLastPathComponent().appending(path: String(match.2)).standardizedFileURL
            let tests = try String(contentsOf: file, encoding: .utf8)
            #expect(tests.contains("func `\(match.3)`("), "row \(row): \(match.3)")
        }
        #expect(seen == Array(Self.rows))
    }
}
