/// A file system in which calls to a place that does not answer fail after a while, instead of never coming back.
///
/// Where every file system is the kernel's own nothing is done that would cost anything: calls, folders and files are
/// the base's.
public struct PatientFileSystem: FileSystem {
    private let base: any FileSystem
    private let places: PatientPlaces

    public init(_ base: any FileSystem, places: PatientPlaces) {
        self.base = base
        self.places = places
    }

    public func open(_ path: String) throws(FileAccessError) -> any FileContent {
        guard let patience = places.patience(for: path) else { return try base.open(path) }
        let file = try patience.run("open", path) { [base] () throws(FileAccessError) in try base.open(path) }
        return PatientFile(file, path: path, patience)
    }

    public func status(_ path: String) throws(FileAccessError) -> FileStatus {
        try run("read the status of", path) { base throws(FileAccessError) in try base.status(path) }
    }

    public func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        try run("list", path) { base throws(FileAccessError) in try base.entries(of: path) }
    }

    public func canonicalPath(_ path: String) throws(FileAccessError) -> String {
        try run("resolve", path) { base throws(FileAccessError) in try base.canonicalPath(path) }
    }

    public func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        guard let patience = places.patience(for: path) else { return try base.anchor(path) }
        let anchor = try patience.run("open the folder", path) { [base] () throws(FileAccessError) in
            try base.anchor(path)
        }
        return PatientAnchor(anchor, patience)
    }

    public func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try run("create the folder", path) { base throws(FileAccessError) in
            try base.makeDirectory(path, mode: mode)
        }
    }

    private func run<Value: Sendable>(
        _ operation: String, _ path: String,
        _ work: @escaping @Sendable (any FileSystem) throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        try places.run(operation, path) { [base] () throws(FileAccessError) in try work(base) }
    }
}
