import FileAccess

/// An open file of a ``SimulatedDisk``: it stays what it is when its name goes.
struct SimulatedFile: FileContent {
    let disk: SimulatedDisk
    let inode: UInt64
    let path: String

    func status() throws(FileAccessError) -> FileStatus {
        disk.announce("fstat")
        guard let status = disk.change({ $0.status(inode) }) else { throw .missing("fstat", path) }
        return status
    }

    func birthTime() -> Int64 { 0 }

    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        disk.announce("read")
        return disk.change { state in
            Array((state.nodes[inode]?.bytes ?? []).dropFirst(Int(offset)).prefix(count))
        }
    }

    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try read(at: offset, count: count)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        disk.announce("append")
        disk.change { state in
            state.nodes[inode]?.bytes += bytes
            state.touch(inode, isDurable: false)
        }
    }

    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        disk.announce("overwrite")
        disk.change { state in
            var content = state.nodes[inode]?.bytes ?? []
            // As pwrite(2) does, should the file have become shorter.
            content += [UInt8](repeating: 0, count: max(0, Int(offset) - content.count))
            let end = min(content.count, Int(offset) + bytes.count)
            content.replaceSubrange(Int(offset)..<end, with: bytes)
            state.nodes[inode]?.bytes = content
            state.touch(inode, isDurable: false)
        }
    }

    func setMode(_ mode: UInt32) throws(FileAccessError) {
        disk.change { $0.nodes[inode]?.mode = mode }
    }

    func hasAttributes() -> Bool { disk.change { $0.nodes[inode]?.hasAttributes ?? false } }

    func sync() throws(FileAccessError) {
        disk.announce("sync")
        disk.change { state in
            let bytes = state.nodes[inode]?.bytes ?? []
            state.nodes[inode]?.durable = bytes
        }
    }
}
