import Foundation

/// Where the programs under test are: beside the test bundle, unless `KATO_BIN_DIR` names another folder.
enum Programs {
    static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["KATO_BIN_DIR"] { return named }
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().path(percentEncoded: false)
    }()

    static var kato: String { folder + "/kato" }
    static var katod: String { folder + "/katod" }

    /// The repository's folder.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)
}
