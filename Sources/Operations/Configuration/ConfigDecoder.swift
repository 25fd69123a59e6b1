import KatoModel
import Yams

/// Turns the nodes of a file into values, by the declarations in ``SettingsTable``.
struct ConfigDecoder {
    let settings: [Setting]
    let home: String
    /// The file that is read, for the origin of its values.
    let file: String
    let log: IssueLog

    /// Takes what the file says into `loaded`, which holds the defaults.
    func decode(_ root: Node?, into loaded: inout LoadedConfig) {
        let version = ConfigVersion.check(root, log: log)
        guard let version else { return }
        let (root, notes) = ConfigMigration.migrate(root, from: version, log: log)
        loaded.notes = notes
        var top = ConfigSection(root, key: "", log: log)
        _ = top.value("schemaVersion")
        read(settings.map { ($0.path[...], $0) }, in: &top, into: &loaded)
        loaded.config.flags = FlagRuleDecoder(log: log).decode(top.value("flags"))
        loaded.config.workspaces = WorkspaceDecoder(home: home, log: log).decode(top.value("workspaces"))
        top.finish()
    }

    /// Reads the settings of one group and of the groups in it.
    private func read(
        _ settings: [(path: ArraySlice<String>, setting: Setting)], in section: inout ConfigSection,
        into loaded: inout LoadedConfig
    ) {
        var groups: [String] = []
        for (path, setting) in settings {
            guard let name = path.first else { continue }
            if path.count == 1 {
                take(section.setting(name, setting.kind, home: home), setting, &loaded)
            } else if !groups.contains(name) {
                groups.append(name)
            }
        }
        for name in groups {
            let inner = settings.filter { $0.path.first == name }.map { ($0.path.dropFirst(), $0.setting) }
            if section.isScalar(name), let short = inner.first(where: { $0.1.standsForGroup })?.1 {
                take(section.setting(name, short.kind, home: home), short, &loaded)
                continue
            }
            var group = section.section(name)
            read(inner, in: &group, into: &loaded)
            group.finish()
        }
    }

    private func take(_ read: (value: SettingValue, line: Int)?, _ setting: Setting, _ loaded: inout LoadedConfig) {
        guard let (value, line) = read else { return }
        setting.set(&loaded.config, value)
        loaded.origins[setting.key] = .file(file, line: line)
    }
}
