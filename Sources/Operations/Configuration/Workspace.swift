package import KatoModel

/// Settings for the conversations of one folder and the folders in it. What it leaves out, a folder above it decides,
/// and then the keys that hold everywhere.
package struct Workspace: Sendable, Hashable {
    /// Absolute.
    package let path: String
    /// Where recordings go that name no place; inside an allowed root.
    package var destination: String?
    package var fileName: FileNameTemplate?
    /// Whether conversations are recorded without being asked to.
    package var autoRecord: Bool?
    /// Other values of the switches of `render`.
    package var render: [FeatureFlag: Bool] = [:]

    package init(path: String) {
        self.path = path
    }

    /// The switches that can stand here, by their names below `render`.
    static let switches: [(name: String, flag: FeatureFlag)] = FeatureFlag.allCases.filter {
        $0.rawValue.hasPrefix("render.")
    }.map { (String($0.rawValue.dropFirst("render.".count)), $0) }

    /// The other keys besides `path`.
    static let keys: [(name: String, kind: SettingKind, summary: String)] = [
        ("destination", .folder, "Where its recordings go that name no place; inside an allowed root."),
        ("fileName", .fileName, "How files are called: text with {date}, {title}, {id}, {provider} and {branch}."),
        ("autoRecord", .toggle, "Record its conversations without being asked to."),
    ]

    mutating func set(_ name: String, _ value: SettingValue) {
        switch (name, value) {
        case ("destination", .text(let path)): destination = path
        case ("fileName", .text(let text)): fileName = try? FileNameTemplate(text)
        case ("autoRecord", .bool(let truth)): autoRecord = truth
        default: break
        }
    }

    /// As the file has it, as one item of a list.
    var lines: [String] {
        var lines = ["  - path: \(YAMLText.scalar(path))"]
        if let destination { lines.append("    destination: \(YAMLText.scalar(destination))") }
        if let fileName { lines.append("    fileName: \(YAMLText.scalar(fileName.text))") }
        if let autoRecord { lines.append("    autoRecord: \(autoRecord)") }
        if render.isEmpty { return lines }
        return lines + ["    render:"]
            + Self.switches.compactMap { name, flag in render[flag].map { "      \(name): \($0)" } }
    }
}
