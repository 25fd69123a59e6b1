/// Where normalize finds what it remembered of a source before a restart. The journal is one.
package protocol NormalizerStateReader: Sendable {
    /// What was stored with the source's last checkpoint; `nil` for a source never read.
    func normalizerState(of path: String) async throws -> String?
}
