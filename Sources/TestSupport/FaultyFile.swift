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

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        switch plan.verdict("append", path) {
        case .pass: try base.append(bytes)
        case .fail(let number): throw FileAccessError(operation: "write", path: path, errno: number)
        case .cut(let count, let number):
            // `.max` stands for half of whatever is written.
            let kept = count == .max ? bytes.count / 2 : min(count, bytes.count)
            try base.append(UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
            throw FileAccessError(operation: "write", path: path, errno: number)
        }
    }

    func sync() throws(FileAccessError) {
        switch plan.verdict("sync", path) {
        case .pass: try base.sync()
        case .fail(let number), .cut(_, let number):
            throw FileAccessError(operation: "sync", path: path, errno: number)
        }
    }
}
