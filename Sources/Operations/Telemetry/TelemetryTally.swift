package import OTLP

/// How sending one signal goes, since the start.
package struct TelemetryTally: Sendable, Hashable {
    package let signal: OTLPSignal
    /// Items that arrived.
    package let sent: Int
    /// Items that found the queue full.
    package let dropped: Int
    /// Items that were given up after tries, or that the receiver refused.
    package let lost: Int
    /// Why the last try failed; `nil` after a success.
    package let problem: String?
}
