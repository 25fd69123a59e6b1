import StrictJSON

/// The text in the parts of a message, an item or an output.
enum CodexText {
    /// One text of all parts, separated by blank lines; a line in brackets for what is no text.
    static func joined(_ content: JSONValue?, separator: String = "\n\n") -> String {
        parts(content).joined(separator: separator)
    }

    /// The parts that hold something. A string is one part.
    static func parts(_ content: JSONValue?) -> [String] {
        switch content {
        case .string(let text)?: text.isEmpty ? [] : [text]
        case .array(let values)?: values.compactMap(part)
        default: []
        }
    }

    /// The line that stands for an image: its name where it was a file.
    static func image(_ source: String?) -> String {
        guard let source, !source.isEmpty else { return "[image]" }
        if source.hasPrefix("data:") {
            let kind = source.dropFirst(5).prefix { $0 != ";" && $0 != "," }
            return kind.isEmpty ? "[image]" : "[image: \(kind)]"
        }
        return "[image: \(source.split(separator: "/").last.map(String.init) ?? source)]"
    }

    private static func part(_ value: JSONValue) -> String? {
        if let text = value.stringValue { return text.isEmpty ? nil : text }
        if let text = value["text"]?.stringValue { return text.isEmpty ? nil : text }
        switch value["type"]?.stringValue {
        case "input_image", "image", "Image", "local_image", "LocalImage":
            return image(value["path"]?.stringValue ?? value["image_url"]?.stringValue ?? value["url"]?.stringValue)
        case "encrypted_content", nil: return nil
        case let other?: return "[\(other)]"
        }
    }
}
