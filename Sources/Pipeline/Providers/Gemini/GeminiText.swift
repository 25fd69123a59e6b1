import KatoModel
import StrictJSON

/// Finds the text in content, which is a string in older files and a list of parts in newer ones.
enum GeminiText {
    /// The text with its parts a blank line apart; `nil` when there is none.
    static func text(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        let text = PlainText.trimmed(parts(value).joined(separator: "\n\n"))
        return text.isEmpty ? nil : text
    }

    /// The texts in a value, in order.
    static func parts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(parts)
        case .object(let object): part(object)
        default: []
        }
    }

    /// A thought has a heading and a text; before the autumn of 2025 only a text.
    static func thought(_ value: JSONValue) -> String? {
        let subject = value["subject"]?.stringValue.map(PlainText.trimmed) ?? ""
        let description = value["description"]?.stringValue.map(PlainText.trimmed) ?? ""
        switch (subject.isEmpty, description.isEmpty) {
        case (false, false): return "**\(subject)**\n\n\(description)"
        case (false, true): return "**\(subject)**"
        case (true, false): return description
        case (true, true): return text(value)
        }
    }

    private static func part(_ object: JSONObject) -> [String] {
        if let text = object["text"] { return parts(text) }
        if let response = object["functionResponse"]?["response"] {
            return parts(response["output"] ?? response["error"] ?? response)
        }
        if let data = object["inlineData"] {
            let size = data["data"]?.stringValue.map { "\(max(1, ($0.utf8.count / 4 * 3 + 512) / 1024)) KB" }
            let details = [data["mimeType"]?.stringValue, size].compactMap(\.self).joined(separator: ", ")
            return ["[file: \(details)]"]
        }
        if let address = object["fileData"]?["fileUri"]?.stringValue { return ["[file: \(address)]"] }
        for key in ["content", "parts", "output"] {
            if let inner = object[key] { return parts(inner) }
        }
        return []
    }
}
