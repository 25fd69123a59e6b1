import KatoControlProtocol
import KatoModel
import Testing

@testable import KatoCLI

@Suite struct SessionListViewTests {
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    private static func session(title: String? = "The test that failed", daysLeft: Int? = 28, tokens: Int = 1_234_567)
        -> SessionSummary
    {
        var totals = TokenTotals()
        totals.input = tokens
        return SessionSummary(
            id: "5f3c2a1e-0000", shortID: "5f3c2a1e", provider: "claude", nativeID: "n", title: title,
            cwd: "/home/ada/parcels", gitBranch: "main", models: ["claude-opus-5"],
            lastEventAt: Timestamp(milliseconds: now.milliseconds - 120_000), turns: 12, events: 40, tokens: totals,
            daysLeft: daysLeft, state: .idle, recordings: [])
    }

    private static func lines(_ session: SessionSummary, width: Int = 80, colours: Bool = false) -> [String] {
        SessionListView(now: now, width: width, style: Style(isOn: colours)).lines(of: session)
    }

    @Test func `a conversation is two lines with all there is to tell`() {
        #expect(
            Self.lines(Self.session(), width: 100) == [
                "5f3c2a1e  claude   The test that failed",
                "          2m ago · 12 turns · 1.2M tokens · 28 days left · parcels · main · claude-opus-5",
            ])
    }

    @Test(arguments: [40, 60, 80, 120])
    func `no line is wider than the terminal`(width: Int) {
        for title in [String(repeating: "long words ", count: 40), String(repeating: "日本🌳", count: 40), nil] {
            for line in Self.lines(Self.session(title: title), width: width) {
                #expect(DisplayText.width(line) <= width, "\(line)")
            }
        }
    }

    @Test func `what is not known is left out, and what is soon deleted has a colour`() {
        #expect(Self.lines(Self.session(daysLeft: nil, tokens: 0))[1].contains("12 turns · parcels"))
        let soon = Self.lines(Self.session(daysLeft: 1), colours: true)[1]
        #expect(soon.contains("\u{1B}[33m1 day left\u{1B}[0m"))
        #expect(!Self.lines(Self.session(daysLeft: 9), colours: true)[1].contains("\u{1B}[33m"))
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1k"), (12_345, "12.3k"), (999_999, "999k"), (1_250_000, "1.2M")])
    func `tokens are short`(count: Int, text: String) {
        #expect(TokenText.text(count) == text)
    }
}
