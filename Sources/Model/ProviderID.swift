/// Which coding agent a conversation belongs to, for example `claude`.
///
/// An open set: a provider is named by its own folder in `KatoProviders`, never by a case here.
package struct ProviderID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Lower-case ASCII letters and digits, as it appears in paths, in JSON and on the command line.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.init(rawValue: rawValue)
    }

    package static func < (left: ProviderID, right: ProviderID) -> Bool {
        left.rawValue < right.rawValue
    }

    package var description: String { rawValue }
}
