/// A call that changed a file below a home, as it would have to reach the disk.
enum SystemCall {
    case create(String)
    /// `at` is `nil` for an append.
    case write(String, at: Int?, [UInt8])
    case truncate(String, Int)
    case remove(String)
    case rename(String, to: String, exchanges: Bool)
    /// What was written to the file, or the names in the folder, is on the disk from here on.
    case sync(String)

    /// The file it changed or made durable.
    var path: String {
        switch self {
        case .create(let path), .write(let path, _, _), .truncate(let path, _), .remove(let path),
            .rename(let path, _, _), .sync(let path):
            path
        }
    }

    /// What it did, without the bytes.
    var summary: String {
        let name = path.split(separator: "/").last ?? ""
        return switch self {
        case .create: "create \(name)"
        case .write(_, let offset, let bytes):
            "write \(bytes.count) to \(name) at \(offset.map(String.init) ?? "its end")"
        case .truncate(_, let size): "truncate \(name) to \(size)"
        case .remove: "remove \(name)"
        case .rename(_, let target, let exchanges): "\(exchanges ? "exchange" : "rename") \(name) \(target)"
        case .sync: "sync \(name)"
        }
    }
}
