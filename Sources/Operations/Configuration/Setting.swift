import KatoModel

/// One setting: its key, what values it can have, what it means, and where its value is in the configuration.
///
/// Everything that knows settings goes by these declarations: the readers of the file, of the environment and of
/// arguments, the list of what is in force, the comparison of two configurations, and the JSON Schema.
package struct Setting: Sendable {
    /// Dotted, for example `render.timeZone`.
    package let key: String
    package let kind: SettingKind
    /// One line for people.
    package let summary: String
    /// Whether a single value in place of the whole group means this setting: `redaction: off`.
    let standsForGroup: Bool
    /// `nil` when the value was left to whoever uses it.
    let get: @Sendable (KatoConfig) -> SettingValue?
    let set: @Sendable (inout KatoConfig, SettingValue) -> Void

    init(
        _ key: String, _ kind: SettingKind, _ summary: String, standsForGroup: Bool = false,
        get: @escaping @Sendable (KatoConfig) -> SettingValue?,
        set: @escaping @Sendable (inout KatoConfig, SettingValue) -> Void
    ) {
        self.key = key
        self.kind = kind
        self.summary = summary
        self.standsForGroup = standsForGroup
        self.get = get
        self.set = set
    }

    /// The parts of the key.
    var path: [String] { key.split(separator: ".").map(String.init) }

    /// The variable that overrides the file: `KATO_`, then the key in capitals, with `_` for a dot and before a capital.
    package var variable: String {
        var name = "KATO_"
        for character in key {
            if character == "." || character == "-" {
                name += "_"
            } else {
                if character.isUppercase { name += "_" }
                name += character.uppercased()
            }
        }
        return name
    }

    // MARK: - Kinds

    typealias Place<Value> = any WritableKeyPath<KatoConfig, Value> & Sendable

    static func toggle(_ key: String, _ place: Place<Bool>, _ summary: String) -> Setting {
        Setting(key, .toggle, summary) {
            .bool($0[keyPath: place])
        } set: { config, value in
            if case .bool(let truth) = value { config[keyPath: place] = truth }
        }
    }

    static func number(_ key: String, _ range: ClosedRange<Int>, _ place: Place<Int>, _ summary: String) -> Setting {
        Setting(key, .number(range), summary) {
            .int($0[keyPath: place])
        } set: { config, value in
            if case .int(let number) = value { config[keyPath: place] = number }
        }
    }

    static func word<Word: RawRepresentable & CaseIterable & SendableMetatype>(
        _ key: String, _ place: Place<Word>, _ summary: String, standsForGroup: Bool = false
    ) -> Setting where Word.RawValue == String {
        Setting(key, .word(Word.allCases.map(\.rawValue)), summary, standsForGroup: standsForGroup) {
            .text($0[keyPath: place].rawValue)
        } set: { config, value in
            if case .text(let text) = value, let word = Word(rawValue: text) { config[keyPath: place] = word }
        }
    }

    static func text(_ key: String, _ kind: SettingKind, _ place: Place<String>, _ summary: String) -> Setting {
        Setting(key, kind, summary) {
            .text($0[keyPath: place])
        } set: { config, value in
            if case .text(let text) = value { config[keyPath: place] = text }
        }
    }

    static func list(_ key: String, _ kind: SettingKind, _ place: Place<[String]>, _ summary: String) -> Setting {
        Setting(key, kind, summary) {
            .list($0[keyPath: place])
        } set: { config, value in
            if case .list(let texts) = value { config[keyPath: place] = texts }
        }
    }
}
