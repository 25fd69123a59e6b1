import KatoControlProtocol
import KatoModel

/// What `kato clean` would remove, removed or kept: a line for each thing, and more where that is too narrow for its path
/// or for why it was kept.
struct CleanView: Sendable {
    let report: CleanReport
    let now: Timestamp
    /// `nil` where there is no terminal: there a line is a line.
    let width: Int?
    let style: Style
    /// Shown as `~` in paths, where somebody looks.
    let home: String

    private static let indent = "    "

    var lines: [String] {
        var lines = report.items.flatMap(lines(of:))
        guard report.isDryRun else { return lines }
        let removable = report.items.filter { $0.keptBecause == nil }
        lines.append(removable.isEmpty ? "Nothing to clean." : "Would remove: \(Self.sum(removable)).")
        return lines
    }

    /// `2 recordings, 1 conversation`.
    static func sum(_ items: [CleanItem]) -> String {
        let kinds = [("log", "log file"), ("recording", "recording"), ("session", "conversation")]
        let parts = kinds.compactMap { kind, noun -> String? in
            let count = items.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    private func lines(of item: CleanItem) -> [String] {
        let mark = item.keptBecause == nil ? style.red("-") : style.dim("·")
        let when = DisplayText.fit(item.lastAt.map { RelativeTime.text($0, now: now) } ?? "", 9)
        let head = DisplayText.fit(item.kind, 11) + when
        let start = "\(mark) \(style.dim(head))"
        let reason = item.keptBecause.map { "kept: " + DisplayText.clean($0) }
        guard let width else {
            return [start + text(item, .max) + (reason.map { "  " + style.yellow($0) } ?? "")]
        }
        let room = width - 2 - head.count
        var lines: [String]
        let text = text(item, room)
        if DisplayText.width(text) > room {
            lines = [start] + wrapped(text, width).map { Self.indent + $0 }
        } else if let reason, DisplayText.width(text) + 2 + DisplayText.width(reason) <= room {
            return ["\(start)\(text)  \(style.yellow(reason))"]
        } else {
            lines = [start + text]
        }
        return lines + (reason.map { wrapped($0, width).map { Self.indent + style.yellow($0) } } ?? [])
    }

    /// What it is. A path is never cut: somebody decides by it.
    private func text(_ item: CleanItem, _ room: Int) -> String {
        guard item.kind == "session" else { return path(item.name) }
        return DisplayText.cut("\(item.name.prefix(8))  \(DisplayText.clean(item.detail ?? ""))", to: room)
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        DisplayText.wrap(text, to: max(8, width - Self.indent.count))
    }

    private func path(_ path: String) -> String {
        width == nil ? DisplayText.clean(path) : DisplayText.path(path, home: home)
    }
}
