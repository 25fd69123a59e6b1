/// Which names the policy admits below a root. The root's own names are the user's choice and not looked at.
///
/// Names are used as bytes and given to no shell, so most of these would do kato no harm. They are denied because a
/// path with one of them is a mistake (`C:\x`, `%2e%2e%2f`, `file:///x`), or harms whoever handles the file later
/// (`--config`, `*`, `$(…)`). Brackets, `&`, `;`, `'`, `!`, `#` and a lone `%` are ordinary in titles and allowed.
enum NameRules {
    private static let shellCharacters = Set("*?{}$`|<>\"".unicodeScalars)

    /// The first problem of `names`, which lie below the root.
    static func problem(_ names: [String]) -> DenialReason? {
        if names.count > PathPolicy.maximumDepth { return .tooDeep }
        return names.lazy.compactMap(problem).first
    }

    private static func problem(_ name: String) -> DenialReason? {
        if name.utf8.count > PathPolicy.maximumComponentBytes { return .componentTooLong }
        switch name.utf8.first {
        case UInt8(ascii: "."): return .hiddenComponent
        case UInt8(ascii: "-"): return .leadingDash
        default: break
        }
        if name.utf8.contains(UInt8(ascii: "\\")) { return .backslash }
        if name.utf8.last == UInt8(ascii: ":") { return .uri }
        if hasPercentEscape(Array(name.utf8)) { return .percentEncoded }
        return name.unicodeScalars.contains(where: shellCharacters.contains) ? .shellSyntax : nil
    }

    private static func hasPercentEscape(_ bytes: [UInt8]) -> Bool {
        func isHex(_ index: Int) -> Bool {
            index < bytes.count && Character(Unicode.Scalar(bytes[index])).isHexDigit
        }
        return bytes.indices.contains { bytes[$0] == UInt8(ascii: "%") && isHex($0 + 1) && isHex($0 + 2) }
    }
}
