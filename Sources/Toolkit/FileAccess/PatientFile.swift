/// An open file on a file system that may never answer; see ``PatientFileSystem``.
struct PatientFile: FileContent {
    private let path: String
    private let file: Entrusted<any FileContent>

    init(_ base: any FileContent, path: String, _ patience: Patience) {
        self.path = path
        file = Entrusted(base, patience)
    }

    func status() throws(FileAccessError) -> FileStatus {
        try run("read the status of") { file throws(FileAccessError) in try file.status() }
    }

    func birthTime() -> Int64 {
        (try? run("read the status of") { file throws(FileAccessError) in file.birthTime() }) ?? 0
    }

    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try run("read") { file throws(FileAccessError) in try file.read(at: offset, count: count) }
    }

    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try run("read") { file throws(FileAccessError) in try file.readBack(at: offset, count: count) }
    }

    /// A copy is written: whoever is not waited for reads the bytes when they may be gone.
    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        let copy = Array(bytes)
        try run("write") { file throws(FileAccessError) in try file.append(copy) }
    }

    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        try run("write") { file throws(FileAccessError) in try file.overwrite(bytes, at: offset) }
    }

    func setMode(_ mode: UInt32) throws(FileAccessError) {
        try run("set the permissions of") { file throws(FileAccessError) in try file.setMode(mode) }
    }

    func hasAttributes() -> Bool {
        (try? run("read the attributes of") { file throws(FileAccessError) in file.hasAttributes() }) ?? true
    }

    func sync() throws(FileAccessError) {
        try run("sync") { file throws(FileAccessError) in try file.sync() }
    }

    private func run<Value: Sendable>(
        _ operation: String, _ work: @escaping @Sendable (any FileContent) throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        try file.run(operation, path, work)
    }
}
