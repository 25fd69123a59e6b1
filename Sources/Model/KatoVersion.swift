/// The version of this program and of what it writes.
package enum KatoVersion {
    /// Semantic version of the release.
    package static let current = "0.1.0"
    /// Version of the shapes that `status --json` and the control protocol answer with.
    package static let schema = 1
}
