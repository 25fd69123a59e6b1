package import OpenFeature

/// What a service answered to a question for all flags, as far as it matters.
package enum OFREPAnswer: Sendable, Hashable {
    /// The flags by their keys, and the tag by which to ask whether they have changed.
    case flags([String: RemoteFlag], tag: String?)
    /// They are what they were.
    case unchanged
    /// This context cannot be evaluated; another one may.
    case refused(FlagError)
    /// Asking again soon is of no use: somebody has to change something first.
    case forbidden(FlagError)
    /// The service is not well, or was not understood; it may ask to be left alone for a while.
    case failed(FlagError, retryAfter: Duration?)
}
