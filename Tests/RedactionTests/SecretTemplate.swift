import KatoTestSupport

/// Text with places for random bytes: `ghp_{base62:36}`.
struct SecretTemplate {
    let form: String

    private static let sets: [String: String] = {
        let digits = "0123456789"
        let lower = "abcdefghijklmnopqrstuvwxyz"
        let upper = lower.uppercased()
        return [
            "digit": digits, "lower": lower, "hex": digits + "abcdef", "HEX": digits + "ABCDEF",
            "base32": upper + "234567", "base36": digits + lower, "BASE36": digits + upper,
            "base62": digits + lower + upper, "base64": digits + lower + upper + "+/",
            "base64url": digits + lower + upper + "-_",
        ]
    }()

    /// The form with every place filled in.
    func fill(_ random: inout SeededGenerator) -> String {
        var result = ""
        var rest = form[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let filled = place(rest[rest.index(after: open)..<close], &random)
            result += filled ?? "{"
            rest = rest[rest.index(after: filled == nil ? open : close)...]
        }
        return result + rest
    }

    private func place(_ text: Substring, _ random: inout SeededGenerator) -> String? {
        if text == "nl" { return "\n" }
        if text == "esc" { return "\u{1B}" }
        let parts = text.split(separator: ":")
        guard parts.count == 2, let set = Self.sets[String(parts[0])] else { return nil }
        let counts = parts[1].split(separator: "-").compactMap { Int($0) }
        guard let low = counts.first, let high = counts.last else { return nil }
        let characters = Array(set)
        let count = Int.random(in: low...high, using: &random)
        return String((0..<count).map { _ in random.pick(characters) })
    }
}
