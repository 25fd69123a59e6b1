import StrictJSON

/// A line of a log for people: time, what happened, then the particulars.
struct LogView {
    /// Columns of the terminal; `nil` elsewhere, where a line is a line.
    var width: Int?
    let style: Style

    private static let indent = "    "

    /// What stands for a line that is no JSON object.
    var damaged: String { style.red("(a damaged line)") }

    func line(_ value: JSONValue) -> String {
        guard let object = value.objectValue else { return damaged }
        let time = object["time"]?.stringValue.map { $0.prefix(19).replacing("T", with: " ") } ?? ""
        let event = DisplayText.clean(object["event"]?.stringValue ?? "")
        var line = [style.dim(DisplayText.clean(time)), mark(object), style.bold(event)].joined(separator: " ")
        // Nineteen columns of time, seven of the level and the blanks between them.
        var used = 28 + DisplayText.width(event)
        let fields = (object["fields"]?.objectValue ?? [:]).map { $0 }
        for member in fields + object.filter({ !Self.shownElsewhere.contains($0.key) }) {
            let (name, text) = (DisplayText.clean(member.key) + "=", text(of: member))
            let columns = DisplayText.width(name + text)
            // On a terminal it breaks between two of them.
            let isFull = width.map { used + 1 + columns > $0 } ?? false
            line += (isFull ? "\n" + Self.indent : " ") + style.dim(name) + text
            used = (isFull ? Self.indent.count : used + 1) + columns
        }
        return line
    }

    /// What every line has, or what is of use to programs only.
    private static let shownElsewhere: Set<String> = [
        "schemaVersion", "time", "event", "level", "decision", "fields", "prev", "hash",
    ]

    private func mark(_ object: JSONObject) -> String {
        if let decision = object["decision"]?.stringValue, object["level"] == nil {
            return decision == "allow" ? style.green("allow") : style.red("deny ")
        }
        let level = DisplayText.fit(object["level"]?.stringValue ?? "", 7)
        switch object["level"]?.stringValue {
        case "error": return style.red(level)
        case "warning": return style.yellow(level)
        default: return style.dim(level)
        }
    }

    private func text(of member: JSONObject.Member) -> String {
        DisplayText.clean(member.value.stringValue ?? member.value.text())
    }
}
