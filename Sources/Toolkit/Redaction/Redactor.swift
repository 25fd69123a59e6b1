import Digest

/// Finds secrets in text and puts placeholders in their place.
///
/// One pass over the bytes looks for the keywords of all rules; only where one stands its rule is tried. The same
/// text gives the same result, whatever the salt, and a result is a text in which nothing more is found.
public struct Redactor: Sendable {
    private let rules: RuleSet
    private let allowed: Set<String>
    private let salt: [UInt8]
    private let scanner: KeywordScanner
    /// For each keyword of the scanner, its rule and literal.
    private let targets: [(rule: Int, anchor: Literal)]

    /// Bytes before a text that are looked at for the beginning of a secret: a key block has no more.
    public static let reach = 16 << 10

    /// - Parameters:
    ///   - allowed: values that are to stay, each exactly as it stands in a text.
    ///   - salt: makes fingerprints worthless elsewhere; at least 16 random bytes.
    public init(rules: RuleSet, allowed: Set<String> = [], salt: [UInt8]) {
        self.rules = rules
        self.allowed = allowed
        self.salt = salt
        targets = rules.rules.enumerated().flatMap { index, rule in rule.anchors.map { (index, $0) } }
        scanner = KeywordScanner(targets.map(\.anchor))
    }

    /// `text` without its secrets.
    ///
    /// - Parameters:
    ///   - keepsLines: a secret of several lines leaves as many, so that line numbers stay true.
    ///   - preceding: what stands right before the text, up to ``reach`` bytes of it: a secret that began there ends
    ///     here. It is not part of the result.
    public func redact(_ text: String, keepsLines: Bool = false, preceding: String = "") -> RedactedText {
        let findings = findings(in: text, preceding: preceding)
        if findings.isEmpty { return RedactedText(text: text, receipts: []) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var receipts: [RedactionReceipt] = []
        var position = 0
        for finding in findings {
            result += bytes[position..<finding.range.lowerBound]
            result += Array("[REDACTED:\(finding.rule)]".utf8)
            let secret = bytes[finding.range]
            if keepsLines { result += secret.filter { $0 == 0x0A || $0 == 0x0D } }
            receipts.append(RedactionReceipt(rule: finding.rule, fingerprint: fingerprint(secret)))
            position = finding.range.upperBound
        }
        result += bytes[position...]
        return RedactedText(text: String(decoding: result, as: UTF8.self), receipts: receipts)
    }

    /// The secrets of a text, from left to right, none over another.
    public func findings(in text: String, preceding: String = "") -> [Finding] {
        var text = text
        var found = text.withUTF8 { find(in: $0, mayBeCut: true) }
        if !preceding.isEmpty { found += continued(text, preceding) }
        return found.isEmpty ? [] : Self.merged(found)
    }

    // MARK: - Parts

    /// What began in the preceding text.
    private func continued(_ text: String, _ preceding: String) -> [Finding] {
        var joined = preceding.utf8.suffix(Self.reach) + Array(text.utf8.prefix(Self.reach))
        let seam = joined.count - min(text.utf8.count, Self.reach)
        let isWhole = text.utf8.count <= Self.reach
        let found = joined.withUnsafeMutableBufferPointer {
            find(in: UnsafeBufferPointer($0), mayBeCut: isWhole)
        }
        return found.filter { $0.range.upperBound > seam }.map {
            Finding(rule: $0.rule, range: max(0, $0.range.lowerBound - seam)..<($0.range.upperBound - seam))
        }
    }

    private func find(in text: UnsafeBufferPointer<UInt8>, mayBeCut: Bool) -> [Finding] {
        var found: [Finding] = []
        var covered = 0
        let end = Self.logicalEnd(text)
        // Through pointers: a hit must not cost counting references.
        targets.withUnsafeBufferPointer { targets in
            rules.rules.withUnsafeBufferPointer { rules in
                scanner.scan(text) { keyword, place in
                    // A key block may hold anything; what is inside of it is not looked at twice.
                    guard place >= covered, targets[keyword].anchor.matches(text, at: place, end: text.count)
                    else { return }
                    let number = targets[keyword].rule
                    let match = rules[number].match(
                        text, anchor: targets[keyword].anchor, at: place, end: end, mayBeCut: mayBeCut)
                    guard let match, isSecret(match, rules[number], text) else { return }
                    found.append(Finding(rule: rules[number].id, range: match.secret))
                    if rules[number].tier == .token { covered = match.secret.upperBound }
                }
            }
        }
        return found
    }

    private func isSecret(_ match: RuleMatch, _ rule: RedactionRule, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let value = text[match.value]
        let conditions = rule.conditions
        if match.isCut {
            // What goes on to the end of a text could be prose: generated bytes are mixed all over.
            let least = conditions.mixed == 0 ? 0 : max(1, value.count / 8)
            if Plausibility.mixedness(value) < least { return false }
        } else {
            if conditions.entropy > 0, Plausibility.entropy(value) < conditions.entropy { return false }
            if conditions.digits > 0, value.count(where: ByteSet.digit.contains) < conditions.digits { return false }
            if conditions.mixed > 0, Plausibility.mixedness(value) < conditions.mixed { return false }
            if let held = conditions.holds, !String(decoding: value, as: UTF8.self).contains(held) { return false }
        }
        let next = match.secret.upperBound < text.count ? text[match.secret.upperBound] : nil
        if conditions.rejectsCode, Plausibility.isCode(value, next: next) { return false }
        // A key block is judged by its frame: its bytes may spell anything.
        if match.secret.count <= 512 {
            if Plausibility.isPlaceholder(text[match.secret]) { return false }
            if Plausibility.holds(text[match.whole], rules.examples) { return false }
        }
        return allowed.isEmpty || !allowed.contains(String(decoding: text[match.secret], as: UTF8.self))
    }

    /// Where the text ends when an ellipsis that stands for more is left out.
    private static func logicalEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let count = text.count
        if count >= 3, text[count - 3] == 0xE2, text[count - 2] == 0x80, text[count - 1] == 0xA6 { return count - 3 }
        return count
    }

    private static func merged(_ found: [Finding]) -> [Finding] {
        var result: [Finding] = []
        // Of two with the same place, the rule that stands first.
        let sorted = found.enumerated().sorted {
            ($0.element.range.lowerBound, -$0.element.range.count, $0.offset)
                < ($1.element.range.lowerBound, -$1.element.range.count, $1.offset)
        }
        for finding in sorted.map(\.element) {
            if let last = result.last, finding.range.lowerBound < last.range.upperBound {
                let upper = max(last.range.upperBound, finding.range.upperBound)
                result[result.count - 1] = Finding(rule: last.rule, range: last.range.lowerBound..<upper)
            } else {
                result.append(finding)
            }
        }
        return result
    }

    private func fingerprint(_ secret: ArraySlice<UInt8>) -> String {
        var digest = SHA256Stream()
        digest.update(salt)
        digest.update(Array(secret))
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.finish().prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] },
            as: UTF8.self)
    }
}
