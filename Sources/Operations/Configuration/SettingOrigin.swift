import StrictJSON

/// Where the value of a setting comes from. Later ones win over earlier ones.
package enum SettingOrigin: Sendable, Hashable {
    case standard
    case file(String, line: Int)
    case variable(String)
    /// `--set` on the command line.
    case argument

    /// In a few words: `default`, `/home/ada/.config/kato/config.yaml:12`, `env KATO_SANDBOX` or `flag --set`.
    package var text: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): "\(path):\(line)"
        case .variable(let name): "env \(name)"
        case .argument: "flag --set"
        }
    }

    /// Whether it was settled when the process began, so that no change of the file can reach it.
    package var isFixed: Bool {
        switch self {
        case .standard, .file: false
        case .variable, .argument: true
        }
    }

    var members: [JSONObject.Member] {
        switch self {
        case .standard: [.init(key: "origin", value: "default")]
        case .file(let path, let line):
            [
                .init(key: "origin", value: "file"), .init(key: "file", value: .string(path)),
                .init(key: "line", value: .int(Int64(line))),
            ]
        case .variable(let name):
            [.init(key: "origin", value: "environment"), .init(key: "variable", value: .string(name))]
        case .argument: [.init(key: "origin", value: "flag")]
        }
    }
}
