/// A configuration with where each of its values comes from.
package struct LoadedConfig: Sendable, Hashable {
    package var config: KatoConfig
    /// By key; what is missing has its default.
    package var origins: [String: SettingOrigin] = [:]
    /// What a reader of an older file should know: how its keys are called now.
    package var notes: [String] = []

    package init(config: KatoConfig) {
        self.config = config
    }

    /// Where the value of `key` comes from.
    package func origin(of key: String) -> SettingOrigin { origins[key] ?? .standard }
}
