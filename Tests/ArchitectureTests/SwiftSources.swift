import Foundation

/// The package's own source files, for tests that read them.
enum SwiftSources {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources")

    /// The lines of every Swift file below `folder`, by file.
    static func lines(in folder: String = "") throws -> [(file: String, lines: [Substring])] {
        let found = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return try (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map { url in
            let text = try String(contentsOf: url, encoding: .utf8)
            return (
                url.path.replacing(root.path + "/", with: ""),
                text.split(separator: "\n", omittingEmptySubsequences: false)
            )
        }
    }
}
