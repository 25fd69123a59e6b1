import StrictJSON

/// A line of a log for people: time, what happened, then the particulars.
struct LogView {
    let style: Style

    /// What stands for a line that is no JSON object.
    var damaged: String { style.red("(a damaged line)") }

    func line(_ value: JSONValue) -> String {
        guard let object = value.objectValue else { return damaged }
        let time = object["time"]?.stringValue.map { $0.prefix(19).replacing("T", with: " ") } ?? ""
        let event = DisplayText.clean(object["event"]?.stringValue ?? "")
        var parts = [style.dim(DisplayText.clean(time)), mark(object), style.bold(event)]
        for member in object["fields"]?.objectValue ?? [:] { parts.append(pair(member)) }
        for member in object where !Self.shownElsewhere.contains(member.key) { parts.append(pair(member)) }
        return parts.joined(separator: " ")
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

    private func pair(_ member: JSONObject.Member) -> String {
        let text = member.value.stringValue ?? member.value.text()
        return style.dim(DisplayText.clean(member.key) + "=") + DisplayText.clean(text)
    }
}
