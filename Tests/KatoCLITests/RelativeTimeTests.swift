import KatoModel
import Testing

@testable import KatoCLI

@Suite struct RelativeTimeTests {
    @Test(arguments: [
        (0, "just now"), (1, "just now"), (2, "2s ago"), (59, "59s ago"), (60, "1m ago"), (3599, "59m ago"),
        (3600, "1h ago"), (86_399, "23h ago"), (86_400, "1d ago"), (-5, "just now"),
    ])
    func `a time is said as people say it`(seconds: Int64, text: String) {
        let now = Timestamp(milliseconds: 1_000_000_000)
        let time = Timestamp(milliseconds: 1_000_000_000 - seconds * 1000)
        #expect(RelativeTime.text(time, now: now) == text)
    }

    @Test(arguments: [(0, "0s"), (59, "59s"), (320, "5m 20s"), (3600, "1h"), (273_600, "3d 4h"), (86_405, "1d")])
    func `a span has its two largest units`(seconds: Int64, text: String) {
        #expect(
            RelativeTime.span(from: Timestamp(milliseconds: 0), to: Timestamp(milliseconds: seconds * 1000)) == text)
    }
}
