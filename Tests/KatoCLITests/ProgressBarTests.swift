import KatoControlProtocol
import KatoModel
import Testing

@testable import KatoCLI

@Suite struct ProgressBarTests {
    private static let mebibyte: Int64 = 1 << 20

    private static func bar(_ samples: [(seconds: Int64, left: Int64)]) -> ProgressBar {
        var bar = ProgressBar(title: "Reading history")
        for (seconds, left) in samples {
            bar.take(
                WorkProgress(filesLeft: 1, bytesLeft: left * mebibyte), at: Timestamp(milliseconds: seconds * 1000))
        }
        return bar
    }

    private static func line(_ bar: ProgressBar, _ width: Int) -> String {
        bar.line(width: width, style: Style(isOn: false))
    }

    @Test func `what fits is shown: bar, share, sizes, rate and the time that is left`() {
        let bar = Self.bar([(0, 100), (4, 60)])
        #expect(
            Self.line(bar, 90)
                == "Reading history  ███████████░░░░░░░░░░░░░░░░░   40%  40 MiB of 100 MiB  10 MiB/s  7s left")
        #expect(Self.line(bar, 60) == "Reading history  ███████████░░░░░░░░░░░░░░░░░   40%  7s left")
        #expect(Self.line(bar, 20) == "Reading history  40%")
        #expect(bar.plain == "Reading history: 40%, 40 MiB of 100 MiB, 10 MiB/s, 7s left")
    }

    @Test func `events are counted as they are`() {
        var bar = ProgressBar(title: "Writing the copy")
        bar.take(WorkProgress(eventsLeft: 4000), at: Timestamp(milliseconds: 0))
        bar.take(WorkProgress(eventsLeft: 3000), at: Timestamp(milliseconds: 1000))
        #expect(bar.plain == "Writing the copy: 25%, 1000 of 4000 events, 1000/s, 4s left")
        #expect(Self.line(bar, 90).hasSuffix("25%  1000 of 4000 events  1000/s  4s left"))
    }

    @Test func `more that is found makes the whole larger, and takes nothing back`() {
        let bar = Self.bar([(0, 10), (1, 5), (2, 45)])
        #expect(bar.plain.contains(" 10%, 5.0 MiB of 50 MiB") || bar.plain.contains(" 10%, 5 MiB of 50 MiB"))
    }

    @Test func `before anything is known nothing is claimed`() {
        #expect(Self.line(Self.bar([(0, 0)]), 80).contains("  0%  0 B of 0 B"))
        #expect(Self.bar([(0, 8)]).plain == "Reading history: 0%, 0 B of 8 MiB")
    }

    @Test(arguments: [1, 10, 20, 35, 60, 80, 140])
    func `no line is wider than the terminal`(width: Int) {
        for samples in [[(0, 5)], [(0, 99_999), (1, 1)], [(0, 7), (3600, 6)]] as [[(seconds: Int64, left: Int64)]] {
            #expect(DisplayText.width(Self.line(Self.bar(samples), width)) <= width)
        }
    }

    @Test(
        arguments: [
            (0, "0 B"), (950, "950 B"), (1024, "1 KiB"), (12_500, "12 KiB"), (1 << 20, "1 MiB"), (1_600_000, "1.5 MiB"),
            (3 << 30, "3 GiB"),
        ] as [(Int64, String)])
    func `sizes are short`(bytes: Int64, text: String) {
        #expect(ByteText.text(bytes) == text)
    }
}
