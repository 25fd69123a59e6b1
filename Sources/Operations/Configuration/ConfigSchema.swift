package import StrictJSON

/// The JSON Schema of the file, for editors: made from the same declarations as the reader.
///
/// It is a little wider than the reader, which also looks at what a schema cannot say: whether a time zone exists, where
/// a path leads, what a condition asks for.
package enum ConfigSchema {
    /// The name that `kato init` gives the schema beside the configuration.
    package static let fileName = "config.schema.json"

    /// The document, draft 2020-12.
    package static func document(knownProviders: [String]) -> JSONValue {
        let settings = SettingsTable.all(knownProviders: knownProviders)
        var root = group(settings.map { ($0.path[...], $0) }, extra: [("flags", flags), ("workspaces", workspaces)])
        var properties = JSONObject(members: [.init(key: "schemaVersion", value: version)])
        for member in root["properties"]?.objectValue?.members ?? [] { properties[member.key] = member.value }
        root["properties"] = .object(properties)
        root["type"] = "object"
        root["required"] = ["schemaVersion"]
        var document = JSONObject(members: [
            .init(key: "$schema", value: "https://json-schema.org/draft/2020-12/schema"),
            .init(key: "title", value: "Configuration of kato"),
        ])
        for member in root.members { document[member.key] = member.value }
        return .object(document)
    }

    private static let version: JSONValue = [
        "description": "The version of the file's shape. An older one is read as well.",
        "const": .int(Int64(KatoConfig.schemaVersion)),
    ]

    /// A group may be empty, which YAML calls null.
    private static func group(
        _ settings: [(path: ArraySlice<String>, setting: Setting)], extra: [(String, JSONValue)] = []
    ) -> JSONObject {
        var properties = JSONObject(members: [])
        for (path, setting) in settings {
            guard let name = path.first, properties[name] == nil else { continue }
            if path.count == 1 {
                properties[name] = .object(value(setting))
                continue
            }
            let inner = settings.filter { $0.path.first == name }.map { ($0.path.dropFirst(), $0.setting) }
            let whole = JSONValue.object(group(inner))
            let short = inner.first { $0.1.standsForGroup }.map { JSONValue.object(value($0.1)) }
            properties[name] = short.map { ["oneOf": .array([$0, whole])] } ?? whole
        }
        for (name, value) in extra { properties[name] = value }
        return JSONObject(members: [
            .init(key: "type", value: ["object", "null"]),
            .init(key: "properties", value: .object(properties)),
            .init(key: "additionalProperties", value: false),
        ])
    }

    private static func value(_ setting: Setting) -> JSONObject { described(kind(setting.kind), setting.summary) }

    private static func described(_ shape: JSONObject, _ summary: String) -> JSONObject {
        JSONObject(members: [.init(key: "description", value: .string(summary))] + shape.members)
    }

    private static func kind(_ kind: SettingKind) -> JSONObject {
        switch kind {
        case .toggle: ["type": "boolean"]
        case .number(let range):
            [
                "type": "integer", "minimum": .int(Int64(range.lowerBound)), "maximum": .int(Int64(range.upperBound)),
            ]
        case .word(let words): ["enum": .array(words.map(JSONValue.string))]
        case .timeZone: ["type": "string"]
        case .folder: path
        case .file: ["type": "string", "pattern": "^(/|~/|$)"]
        case .httpAddress: ["type": "string", "pattern": "^https?://"]
        case .fileName: ["type": "string", "pattern": "\\{id\\}[^/]*$"]
        case .paths, .roots: ["type": "array", "items": .object(path)]
        case .texts: ["type": "array", "items": ["type": "string"]]
        }
    }

    private static let path: JSONObject = ["type": "string", "pattern": "^(/|~/|~$)"]

    private static let workspaces: JSONValue = {
        var properties: JSONObject = [
            "path": .object(described(path, "The folder; what is in it belongs to it, unless a longer path says else."))
        ]
        for (name, kind, summary) in Workspace.keys { properties[name] = .object(described(Self.kind(kind), summary)) }
        var switches = JSONObject()
        for (name, flag) in Workspace.switches {
            switches[name] = .object(described(Self.kind(.toggle), flag.summary))
        }
        properties["render"] = [
            "type": ["object", "null"], "properties": .object(switches), "additionalProperties": false,
        ]
        return [
            "description": "Settings for the conversations of some folders; for each key the longest path decides.",
            "type": "array",
            "items": [
                "type": "object", "required": ["path"], "additionalProperties": false,
                "properties": .object(properties),
            ],
        ]
    }()

    private static let flags: JSONValue = [
        "description": "Other values for some conversations or commands; the first rule that matches decides.",
        "type": "array",
        "items": [
            "oneOf": .array(
                FeatureFlag.allCases.map { flag -> JSONValue in
                    let values = flag.values.flatMap { text -> [JSONValue] in
                        Bool(text).map { [.bool($0), .string(text)] } ?? [.string(text)]
                    }
                    return [
                        "type": "object", "required": ["flag", "value"], "additionalProperties": false,
                        "properties": [
                            "flag": ["const": .string(flag.rawValue), "description": .string(flag.summary)],
                            "value": ["enum": .array(values)],
                            "when": ["type": "string", "description": "A condition, such as provider == 'codex'."],
                        ],
                    ]
                })
        ],
    ]
}
