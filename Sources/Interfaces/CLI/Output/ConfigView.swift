import KatoControlProtocol
import StrictJSON

/// The settings of the running daemon, one a line: key, value, origin.
struct ConfigView {
    let text: String

    init(_ answer: JSONValue) {
        let settings = answer["settings"]?.arrayValue ?? []
        let lines = settings.map { setting -> String in
            let origin =
                switch setting["origin"]?.stringValue {
                case "file": "\(setting["file"]?.stringValue ?? ""):\(setting["line"]?.intValue ?? 0)"
                case "environment": "env \(setting["variable"]?.stringValue ?? "")"
                case "flag": "flag --set"
                case let word: word ?? ""
                }
            let value = setting["value"].map { $0.text() } ?? "null"
            return DisplayText.clean("\(setting["key"]?.stringValue ?? ""): \(value)  # \(origin)")
        }
        text = lines.joined(separator: "\n")
    }
}
