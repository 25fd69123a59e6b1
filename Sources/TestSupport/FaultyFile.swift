import FileAccess

/// An open file whose writing calls fail as a plan says.
struct FaultyFile: FileContent {
    let base: any FileContent
    let plan: FaultPlan
    let path: String

    func status() throws(FileAccessError) -> FileStatus { try base.status() }

    func birthTime() -> Int64 { base.birthTime() }

    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try base.read(at: offset, count: count)
    }

    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try base.readBack(at: offset, count: count)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        try write("append", bytes.count) { count throws(FileAccessError) in
            try base.append(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
    }

    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        try write("overwrite", bytes.count) { count throws(FileAccessError) in
            try base.overwrite(Array(bytes[..<count]), at: offset)
        }
    }

    func setMode(_ mode: UInt32) throws(FileAccessError) {
        switch plan.verdict("set-mode", path) {
        case .pass: try base.setMode(mode)
        case .fail(let number), .cut(_, let number):
            throw FileAccessError(operation: "set the permissions of", path: path, errno: number)
        }
    }

    func hasAttributes() -> Bool { base.hasAttributes() }

    func sync() throws(FileAccessError) {
        switch plan.verdict("sync", path) {
        case .pass: try base.sync()
        case .fail(let number), .cut(_, let number):
            throw FileAccessError(operation: "sync", path: path, errno: number)
        }
    }

    private func write(_ operation: String, _ size: Int, _ write: (Int) throws(FileAccessError) -> Void)
        throws(FileAccessError)
    {
        switch plan.verdict(operation, path) {
        case .pass: try write(size)
        case .fail(let number): throw FileAccessError(operation: "write", path: path, errno: number)
        case .cut(let count, let number):
            // `.max` stands for half of whatever is written.
            try write(count == .max ? size / 2 : min(count, size))
            throw FileAccessError(operation: "write", path: path, errno: number)
        }
    }
}
