package import StrictJSON

/// Every value in effect, with where it comes from, for people and for programs.
package struct ConfigListing: Sendable {
    private let loaded: LoadedConfig
    private let file: String
    /// The folders of the providers whose `roots` were left to the default.
    private let defaultRoots: [String: [String]]

    /// - Parameter file: where the configuration is, or would be.
    package init(_ loaded: LoadedConfig, file: String, defaultRoots: [String: [String]]) {
        self.loaded = loaded
        self.file = file
        self.defaultRoots = defaultRoots
    }

    /// YAML that loads to the same values, each with its origin behind it.
    package var text: String {
        loaded.notes.map { "# \($0)\n" }.joined()
            + loaded.config.text { setting in
                "\(value(of: setting)?.yaml ?? "")  # \(loaded.origin(of: setting.key).text)"
            }
    }

    /// One object a setting, and all values as one object with the keys of the file.
    package var json: JSONValue {
        [
            "path": .string(file), "schemaVersion": .int(Int64(KatoConfig.schemaVersion)),
            "settings": .array(loaded.config.settings.map(entry)), "config": loaded.config.effectiveJSON,
            "notes": .array(loaded.notes.map(JSONValue.string)),
        ]
    }

    private func entry(_ setting: Setting) -> JSONValue {
        var object = JSONObject(members: [
            .init(key: "key", value: .string(setting.key)),
            .init(key: "value", value: value(of: setting)?.json ?? .null),
        ])
        for member in loaded.origin(of: setting.key).members { object[member.key] = member.value }
        return .object(object)
    }

    private func value(of setting: Setting) -> SettingValue? {
        if let value = setting.get(loaded.config) { return value }
        let path = setting.path
        return path.count == 3 && path[2] == "roots" ? defaultRoots[path[1]].map(SettingValue.list) : nil
    }
}
