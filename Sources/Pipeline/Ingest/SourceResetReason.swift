/// Why a source is read from its start.
package enum SourceResetReason: String, Sendable, Hashable {
    /// It was never read before.
    case firstSight = "first-sight"
    /// Another file stands at its path.
    case replaced
    /// It is shorter than what was read of it.
    case shrunk
    /// The bytes that were read are not there any more.
    case rewritten
}
