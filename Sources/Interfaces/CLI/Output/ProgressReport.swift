import KatoControlProtocol
import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Shows a ``ProgressBar`` on standard error: one line that changes on a terminal, now and then a line elsewhere.
final class ProgressReport {
    private var bar: ProgressBar
    private let isTerminal = isatty(2) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
    private let style: Style
    private var lastLine: Timestamp
    private var isShown = false

    /// Between two lines where there is no terminal.
    private static let pause: Int64 = 5000

    init(title: String) {
        bar = ProgressBar(title: title)
        style = Style(isOn: isTerminal && getenv("NO_COLOR") == nil)
        lastLine = Daemons.now()
    }

    /// Shows how far it is; `nil` is the end, and takes the bar away.
    func show(_ progress: WorkProgress?) {
        guard let progress else { return clear() }
        let now = Daemons.now()
        bar.take(progress, at: now)
        if isTerminal {
            Console.complain("\r" + bar.line(width: Console.errorWidth - 1, style: style) + "\u{1B}[K", end: "")
            isShown = true
        } else if bar.isKnown, now.milliseconds - lastLine.milliseconds >= Self.pause {
            Console.complain(bar.plain)
            lastLine = now
        }
    }

    private func clear() {
        if isShown { Console.complain("\r\u{1B}[K", end: "") }
        isShown = false
    }
}
