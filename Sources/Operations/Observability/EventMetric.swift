/// What an event adds to a measurement, besides being counted.
package struct EventMetric: Sendable, Hashable {
    /// How values come together.
    package enum Kind: String, Sendable, Hashable {
        /// They are added up.
        case counter
        /// They are counted by size.
        case histogram
    }

    /// Dotted: `kato.ingest.events`. Stable.
    package let name: String
    package let kind: Kind
    /// By UCUM: `By`, `ms`, `{event}`.
    package let unit: String
    package let value: Int64
    /// Few values only: each combination is a series of its own.
    package let attributes: [String: String]

    package init(_ name: String, _ kind: Kind, unit: String, _ value: Int64, _ attributes: [String: String] = [:]) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.value = value
        self.attributes = attributes
    }
}
