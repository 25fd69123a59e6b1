/// A folder on a file system that may never answer; see ``PatientFileSystem``.
struct PatientAnchor: DirectoryAnchor {
    let path: String
    private let patience: Patience
    private let anchor: Entrusted<any DirectoryAnchor>

    init(_ base: any DirectoryAnchor, _ patience: Patience) {
        path = base.path
        self.patience = patience
        anchor = Entrusted(base, patience)
    }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        let file = try run("open", components) { anchor throws(FileAccessError) in
            try anchor.open(components, intent)
        }
        return PatientFile(file, path: name(components), patience)
    }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? {
        try run("read the status of", components) { anchor throws(FileAccessError) in try anchor.status(components) }
    }

    func makeDirectories(_ components: [String]) throws(FileAccessError) {
        try run("create the folder", components) { anchor throws(FileAccessError) in
            try anchor.makeDirectories(components)
        }
    }

    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        try run("exchange", left) { anchor throws(FileAccessError) in try anchor.exchange(left, with: name) }
    }

    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        try run("rename", components) { anchor throws(FileAccessError) in try anchor.rename(components, to: name) }
    }

    func remove(_ components: [String]) throws(FileAccessError) {
        try run("remove", components) { anchor throws(FileAccessError) in try anchor.remove(components) }
    }

    func syncParent(_ components: [String]) throws(FileAccessError) {
        try run("sync the folder of", components) { anchor throws(FileAccessError) in
            try anchor.syncParent(components)
        }
    }

    private func name(_ components: [String]) -> String { ([path] + components).joined(separator: "/") }

    private func run<Value: Sendable>(
        _ operation: String, _ components: [String],
        _ work: @escaping @Sendable (any DirectoryAnchor) throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        try anchor.run(operation, name(components), work)
    }
}
