import FoundationEssentials

/// Directories, without Foundation at the call site.
enum Directory {
    /// The names in `path`, in no order.
    static func entries(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path)
    }
}
