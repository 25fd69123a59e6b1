/// Characters that make a text look different from what it is.
enum HiddenCharacters {
    /// Control characters, line and paragraph separators, bidirectional controls, zero-width and other characters
    /// that Unicode says to draw as nothing. Variation selectors are left out: emoji in file names need them.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x20, scalar.value < 0x7F { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
        }
    }

    /// A character that looks like a space and is none to the grammar, such as a no-break space.
    static func isUnusualSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
    }

    /// `text` safe to print or log: hidden characters as `\u{…}`, at most `limit` characters.
    static func shown(_ text: String, limit: Int = 300) -> String {
        var shown = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if index == limit { return shown + "…" }
            if contains(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
