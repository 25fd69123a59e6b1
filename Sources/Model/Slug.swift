/// A title as words for a file name: lower-case ASCII letters and digits joined by `-`.
package enum Slug {
    /// What a title without a usable letter becomes.
    package static let fallback = "conversation"
    /// The longest slug, in characters.
    package static let limit = 40

    /// Whole words of `title` up to `limit` characters; a first word that is longer is cut. Accents are dropped
    /// (`é` is `e`), apostrophes too; every other character ends a word.
    package static func make(_ title: String?, limit: Int = limit) -> String {
        var slug = ""
        for word in words(of: title ?? "") {
            if slug.isEmpty {
                slug = String(word.prefix(limit))
            } else if slug.utf8.count + 1 + word.utf8.count <= limit {
                slug += "-" + word
            } else {
                break
            }
        }
        return slug.isEmpty ? fallback : slug
    }

    private static func words(of title: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in title.unicodeScalars.prefix(1000) {
            if let letters = folded(scalar) {
                word += letters
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// ASCII letters for `scalar`; empty for what is dropped within a word, `nil` for what ends a word.
    ///
    /// Latin letters are read from their Unicode names (`LATIN SMALL LETTER E WITH ACUTE`), which needs no table.
    private static func folded(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": return String(scalar)
        case "A"..."Z": return String(scalar).lowercased()
        case "'", "\u{2019}": return ""
        case "ß": return "ss"
        default: break
        }
        if scalar.properties.generalCategory == .nonspacingMark { return "" }
        guard scalar.value > 0x7F, let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
        let parts = name.split(separator: " ")
        guard parts.count >= 4, parts[2] == "LETTER" || parts[2] == "LIGATURE", parts[3].utf8.count <= 2 else {
            return nil
        }
        return parts[3].lowercased()
    }
}
