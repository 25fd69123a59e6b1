/// How a file is called whose name kato chooses: text with placeholders, and folders before the last slash.
package struct FileNameTemplate: Sendable, Hashable {
    /// Words that stand in braces for what is known about the conversation.
    package static let placeholders = ["date", "title", "id", "provider", "branch"]
    /// The longest text: a hundred characters are more than a name needs.
    package static let maximumLength = 100

    /// As the user wrote it.
    package let text: String
    private let parts: [[Part]]

    private enum Part: Sendable, Hashable {
        case literal(String)
        case placeholder(String)
    }

    /// - Throws: what is wrong with `text`, as a sentence.
    package init(_ text: String) throws(FileNameTemplateError) {
        guard text.count <= Self.maximumLength else {
            throw FileNameTemplateError("The template is longer than \(Self.maximumLength) characters.")
        }
        var parts: [[Part]] = []
        for component in text.split(separator: "/", omittingEmptySubsequences: false) {
            parts.append(try Self.parse(component))
        }
        guard parts.last?.contains(.placeholder("id")) == true else {
            throw FileNameTemplateError("The name needs {id}, or two conversations would share a file.")
        }
        self.text = text
        self.parts = parts
    }

    /// The folders and the name, with `values` in place of the placeholders. One without a value is left out, and so is
    /// a sign next to it.
    package func components(_ values: [String: String], fileExtension: String) -> [String] {
        var names = parts.map { component in
            let name = component.map { part in
                switch part {
                case .literal(let text): text
                case .placeholder(let word): values[word] ?? ""
                }
            }.joined()
            let words = name.split(separator: "-").joined(separator: "-")
            return words.isEmpty ? Slug.fallback : words
        }
        names[names.count - 1] += "." + fileExtension
        return names
    }

    private static func parse(_ component: Substring) throws(FileNameTemplateError) -> [Part] {
        guard !component.isEmpty, component.first != ".", component.first != "~" else {
            throw FileNameTemplateError("A name must not be empty nor begin with a dot or a tilde.")
        }
        var parts: [Part] = []
        var rest = component
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.literal(try literal(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw FileNameTemplateError("A `{` has no `}`.")
            }
            let word = String(rest[rest.index(after: open)..<close])
            guard placeholders.contains(word) else {
                throw FileNameTemplateError(
                    "There is no {\(word)}; known: \(placeholders.map { "{\($0)}" }.joined(separator: ", ")).")
            }
            parts.append(.placeholder(word))
            rest = rest[rest.index(after: close)...]
        }
        return rest.isEmpty ? parts : parts + [.literal(try literal(rest))]
    }

    /// Only what is harmless in every shell and on every file system.
    private static func literal(_ text: Substring) throws(FileNameTemplateError) -> String {
        let allowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " ")].contains(byte)
        }
        guard allowed else {
            throw FileNameTemplateError(
                "Besides placeholders a name may hold letters, digits, `-`, `_`, `.` and blanks.")
        }
        return String(text)
    }
}
