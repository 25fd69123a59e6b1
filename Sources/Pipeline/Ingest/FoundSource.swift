import KatoModel
import KatoProviders

/// A file that a provider claimed.
struct FoundSource: Sendable {
    let source: SourceReference
    let claim: SourceClaim
    let root: IngestRoot
    /// Components of the source's path below the root.
    let components: [String]
}
