/// Whether the daemon restricts itself.
package enum SandboxMode: String, Sendable, Hashable, CaseIterable {
    /// As far as the kernel can, with a problem in the status where it cannot.
    case auto
    /// Without it the daemon does not start.
    case required
    case off
}
