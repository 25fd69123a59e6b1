import KatoControlProtocol
import KatoModel

/// A conversation in two lines: what it is, and below it when, how long, how dear, where and with which model.
struct SessionListView: Sendable {
    let now: Timestamp
    let width: Int
    let style: Style

    /// Days before the agent's deletion from which on it is worth a colour.
    private static let soonDays = 3
    private static let indent = String(repeating: " ", count: 10)

    /// Neither line is wider than `width`.
    func lines(of session: SessionSummary) -> [String] {
        let agent = DisplayText.fit(session.provider, 8)
        let title = DisplayText.clean(session.title ?? "(no message yet)")
        let first = "\(style.bold(session.shortID))  \(style.dim(agent)) \(DisplayText.cut(title, to: width - 19))"
        return [first, Self.indent + details(of: session)]
    }

    /// Cut at the end, so the most telling stands first; the deletion gets its colour after the cut.
    private func details(of session: SessionSummary) -> String {
        let tokens = session.tokens.total
        let left = session.daysLeft.map { "\($0) day\($0 == 1 ? "" : "s") left" }
        var facts = [
            RelativeTime.text(session.lastEventAt, now: now),
            "\(session.turns) turn\(session.turns == 1 ? "" : "s")",
            tokens > 0 ? "\(TokenText.text(tokens)) tokens" : nil, left,
        ].compactMap { $0 }
        facts += [session.project, session.gitBranch, session.models.last].compactMap { $0 }.map {
            DisplayText.clean($0)
        }
        let text = DisplayText.cut(facts.joined(separator: " · "), to: width - Self.indent.count)
        guard let left, (session.daysLeft ?? .max) <= Self.soonDays, text.contains(left) else { return style.dim(text) }
        let parts = text.split(separator: left, maxSplits: 1, omittingEmptySubsequences: false)
        return style.dim(String(parts[0])) + style.yellow(left) + style.dim(String(parts.last ?? ""))
    }
}
