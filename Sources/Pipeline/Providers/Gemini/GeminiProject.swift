import Digest
import KatoModel
import StrictJSON

/// Finds the folder that a conversation is about.
///
/// Gemini CLI names projects by the SHA-256 of their path, and since February 2026 by a word that it notes in two
/// places.
enum GeminiProject {
    /// Beside the chats: the path and nothing else.
    private static let rootFile = ".project_root"
    /// Above all projects: `{"projects":{"<path>":"<word>"}}`.
    static let listFile = "../projects.json"

    /// The files that can tell, for a project's folder.
    static func companions(of folder: String) -> [String] {
        [folder + "/" + rootFile, listFile]
    }

    /// The working directory, where one of the files tells it.
    static func facts(_ folder: String, _ companions: [String: [UInt8]]) -> SessionFacts {
        var facts = SessionFacts()
        facts.workingDirectory =
            companions[folder + "/" + rootFile].flatMap(noted) ?? companions[listFile].flatMap { listed($0, folder) }
        return facts
    }

    /// The directory of a conversation's own list whose digest the conversation bears.
    static func directory(among directories: [String], hash: String?) -> String? {
        directories.first { $0.hasPrefix("/") && (hash == nil || digest($0) == hash) }
    }

    private static func noted(_ content: [UInt8]) -> String? {
        var path = String(decoding: content, as: UTF8.self)[...]
        while let last = path.last, last.isNewline { path.removeLast() }
        return path.hasPrefix("/") && !path.contains(where: \.isNewline) ? String(path) : nil
    }

    private static func listed(_ content: [UInt8], _ folder: String) -> String? {
        let projects = (try? JSONValue.parse(content))?["projects"]?.objectValue
        return projects?.first { project in
            project.key.hasPrefix("/") && (project.value.stringValue == folder || digest(project.key) == folder)
        }?.key
    }

    private static func digest(_ path: String) -> String {
        Hexadecimal.text(ContentHash.sha256(path))
    }
}
