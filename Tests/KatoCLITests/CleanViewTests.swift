import KatoControlProtocol
import KatoModel
import Testing

@testable import KatoCLI

@Suite struct CleanViewTests {
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)
    private static let long = "/home/ada/recordings/claude/" + String(repeating: "long-", count: 14) + "name.md"

    private static func lines(width: Int?) -> [String] {
        let old = Timestamp(milliseconds: now.milliseconds - 12 * 86_400_000)
        let report = CleanReport(
            isDryRun: true,
            items: [
                CleanItem(kind: "recording", name: "/home/ada/a.md", lastAt: old),
                CleanItem(kind: "recording", name: long, lastAt: old, keptBecause: "it was changed by somebody else"),
                CleanItem(
                    kind: "session", name: "5f3c2a1e-0aa9", detail: String(repeating: "many words ", count: 20),
                    lastAt: old),
                CleanItem(kind: "log", name: "/home/ada/operational.jsonl"),
                CleanItem(kind: "session", name: "ca4f3390-0aa9", detail: "Short", keptBecause: "it is in use"),
            ], hasMore: false)
        return CleanView(report: report, now: now, width: width, style: Style(isOn: false), home: "/home/ada").lines
    }

    @Test func `on a terminal each thing says when it was last used, and no path is cut`() {
        let lines = Self.lines(width: 80)
        #expect(lines[0] == "- recording  12d ago  ~/a.md")
        #expect(lines[1] == "· recording  12d ago  ")
        #expect(lines[2...3].map { $0.trimmingPrefix { $0 == " " } }.joined() == "~" + Self.long.dropFirst(9))
        #expect(lines[4] == "    kept: it was changed by somebody else")
        #expect(lines[5].hasPrefix("- session    12d ago  5f3c2a1e  many words ") && lines[5].hasSuffix("…"))
        #expect(lines[6] == "- log                 ~/operational.jsonl")
        #expect(lines[7] == "· session             ca4f3390  Short  kept: it is in use")
        #expect(lines[8] == "Would remove: 1 log file, 1 recording, 1 conversation.")
        for line in lines { #expect(DisplayText.width(line) <= 80, "\(line)") }
    }

    @Test func `elsewhere a thing is a line`() {
        let lines = Self.lines(width: nil)
        #expect(lines.count == 6)
        #expect(lines[1].hasSuffix(Self.long + "  kept: it was changed by somebody else"))
    }
}
