/// Turns a path of the file into an absolute one, without looking at the disk.
enum ConfigPath {
    struct Problem: Error, Equatable {
        let message: String
        let hint: String
    }

    /// Expands `~/` and removes slashes that say nothing. Rejects relative paths, `..` and control characters.
    static func resolve(_ text: String, home: String) -> Result<String, Problem> {
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return .failure(
                Problem(message: "A path cannot hold control characters.", hint: "Write it without them."))
        }
        let absolute: String
        if text == "~" {
            absolute = home
        } else if text.hasPrefix("~/") {
            absolute = home + text.dropFirst()
        } else {
            absolute = text
        }
        guard absolute.hasPrefix("/") else {
            return .failure(
                Problem(
                    message: "The path \(IssueLog.quoted(text)) is relative.",
                    hint: "Write it from the root, or from your home folder with `~/`."))
        }
        let names = absolute.split(separator: "/").filter { $0 != "." }
        if names.contains("..") {
            return .failure(
                Problem(
                    message: "The path \(IssueLog.quoted(text)) holds `..`.", hint: "Write the folder that it means."))
        }
        return .success("/" + names.joined(separator: "/"))
    }
}
