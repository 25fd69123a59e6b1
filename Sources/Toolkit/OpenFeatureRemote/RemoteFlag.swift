package import OpenFeature

/// What a service said about one flag.
package enum RemoteFlag: Sendable, Hashable {
    /// Its value; `nil` where the service leaves it to the program.
    case found(value: FlagValue?, variant: String?, reason: String?, metadata: [String: FlagValue])
    /// Why it has none.
    case failed(FlagError)
}
