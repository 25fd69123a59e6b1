import FileAccess
import FileTail
import KatoTestSupport
import Synchronization

/// Tells who loaded files of a simulated disk.
final class SimulatedReaderWatch: ReaderWatch {
    private let disk: SimulatedDisk
    private let watched = Mutex<[String: UInt64]>([:])

    init(_ disk: SimulatedDisk) {
        self.disk = disk
    }

    func watch(_ path: String, _ file: FileStatus) -> ReadMark? {
        guard disk.inode(of: path) == file.inode else { return nil }
        watched.withLock { $0[path] = file.inode }
        return mark(path, device: file.device, inode: file.inode)
    }

    func mark(_ path: String, device: UInt64, inode: UInt64) -> ReadMark? {
        guard watched.withLock({ $0[path] }) == inode else { return nil }
        return ReadMark(watching: inode, readings: disk.readings(of: inode))
    }

    func keep(_ paths: Set<String>) {}
}
