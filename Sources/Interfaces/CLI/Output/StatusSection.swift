/// A part of the status screen: a title and what is listed below it.
struct StatusSection: Sendable {
    /// One thing that is listed, shown whole or not at all.
    struct Item: Sendable {
        let lines: [String]
        /// Somebody has to act on it.
        let isUrgent: Bool

        init(_ lines: [String], isUrgent: Bool = false) {
            self.lines = lines
            self.isUrgent = isUrgent
        }
    }

    let title: String
    let items: [Item]
    /// Which items are shown; `nil` for all.
    private var shown: Set<Int>?

    init(title: String, items: [Item]) {
        self.title = title
        self.items = items
    }

    /// A blank line and the title.
    private static let frame = 2

    /// The section, line by line, with how many items are left out.
    func lines(_ style: Style) -> [String] {
        let kept = items.indices.filter { shown?.contains($0) ?? true }
        let left = items.count - kept.count
        let more = left == 0 ? [] : [style.dim(kept.isEmpty ? "  \(left) not shown" : "  … and \(left) more")]
        return ["", style.bold(title)] + kept.flatMap { items[$0].lines } + more
    }

    /// The sections with as many items as go into `room` lines: first what is urgent, then one of each section after the
    /// other, so that no long one pushes out the rest.
    static func fit(_ sections: [StatusSection], into room: Int) -> [StatusSection] {
        let whole = sections.reduce(0) { $0 + frame + $1.items.reduce(0) { $0 + $1.lines.count } }
        guard whole > room else { return sections }
        var sections = sections
        // Each says how many it leaves out; the one that leaves out none gives that line back.
        var left = room - sections.count * (frame + 1)
        for index in sections.indices { sections[index].shown = [] }
        func take(_ index: Int, where isWanted: (Item) -> Bool) -> Bool {
            let section = sections[index]
            guard let shown = section.shown,
                let next = section.items.indices.first(where: { !shown.contains($0) && isWanted(section.items[$0]) })
            else { return false }
            let isLast = shown.count + 1 == section.items.count
            let cost = section.items[next].lines.count - (isLast ? 1 : 0)
            guard cost <= left else { return false }
            left -= cost
            sections[index].shown?.insert(next)
            return true
        }
        for wanted in [{ (item: Item) in item.isUrgent }, { _ in true }] {
            while true {
                var isAnyTaken = false
                for index in sections.indices where take(index, where: wanted) { isAnyTaken = true }
                if !isAnyTaken { break }
            }
        }
        return sections
    }
}
