package import Redaction

/// What finds secrets in a text. A seam: a filter that cannot work throws, and what it should have looked at waits.
package protocol TextFilter: Sendable {
    /// See ``Redactor/redact(_:keepsLines:preceding:)``.
    func filter(_ text: String, keepsLines: Bool, preceding: String) throws -> RedactedText
}

extension Redactor: TextFilter {
    package func filter(_ text: String, keepsLines: Bool, preceding: String) -> RedactedText {
        redact(text, keepsLines: keepsLines, preceding: preceding)
    }
}
