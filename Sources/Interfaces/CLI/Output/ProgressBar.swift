import KatoControlProtocol
import KatoModel

/// A piece of work in one line: how much is done, how fast it goes, how long it will take.
///
/// It is told only what is left. That grows while more is found; how much there is altogether grows with it.
struct ProgressBar: Sendable {
    let title: String
    private var start: Timestamp?
    private var now = Timestamp(milliseconds: 0)
    private var left: WorkProgress?
    private var done: Int64 = 0

    /// Before this long a rate is a guess.
    private static let firstRate: Int64 = 500
    private static let barColumns = 10...28

    init(title: String) {
        self.title = title
    }

    mutating func take(_ progress: WorkProgress, at time: Timestamp) {
        if start == nil { start = time }
        if let before = left { done += max(0, before.left - progress.left) }
        left = progress
        now = time
    }

    /// Whether there is anything to do, as far as is known.
    var isKnown: Bool { total > 0 }

    private var total: Int64 { done + (left?.left ?? 0) }
    private var percent: Int64 { total > 0 ? done * 100 / total : 0 }

    /// How much a second; `nil` as long as that cannot be told.
    private var rate: Int64? {
        guard let start, now.milliseconds - start.milliseconds >= Self.firstRate, done > 0 else { return nil }
        return done * 1000 / (now.milliseconds - start.milliseconds)
    }

    private var remaining: String? {
        guard let rate, rate > 0, let left else { return nil }
        let seconds = left.left / rate + 1
        return RelativeTime.span(from: now, to: Timestamp(milliseconds: now.milliseconds + seconds * 1000)) + " left"
    }

    /// With a bar, in at most `width` columns: what matters least goes first.
    func line(width: Int, style: Style) -> String {
        let share = String(repeating: " ", count: max(0, 3 - "\(percent)".count)) + "\(percent)%"
        for facts in [[sizes, speed, remaining], [sizes, remaining], [remaining], []] {
            let tail = ([share] + facts.compactMap { $0 }).joined(separator: "  ")
            let room = width - DisplayText.width(title) - DisplayText.width(tail) - 4
            guard room >= Self.barColumns.lowerBound else { continue }
            return "\(title)  \(bar(min(room, Self.barColumns.upperBound), style))  \(style.dim(tail))"
        }
        return DisplayText.cut("\(title) \(share)", to: width)
    }

    /// Without a bar, for a log.
    var plain: String {
        "\(title): \(percent)%, " + [sizes, speed, remaining].compactMap { $0 }.joined(separator: ", ")
    }

    private var sizes: String { "\(amount(done)) of \(amount(total))\(left?.unit == .events ? " events" : "")" }
    private var speed: String? { rate.map { amount($0) + "/s" } }

    private func amount(_ number: Int64) -> String { left?.unit == .events ? "\(number)" : ByteText.text(number) }

    private func bar(_ columns: Int, _ style: Style) -> String {
        let full = total > 0 ? Int(done * Int64(columns) / total) : 0
        return style.green(String(repeating: "█", count: full))
            + style.dim(String(repeating: "░", count: columns - full))
    }
}
