import Foundation

/// One save of a buffer, in one of the ways editors do it.
struct SaveStep {
    let path: String
    let bytes: [UInt8]

    func renameOver() -> Bool {
        let temporary = path + ".swp"
        guard write(temporary, bytes) else { return false }
        return rename(temporary, path) == 0
    }

    func truncate(pieces: Int) -> Bool {
        let descriptor = open(path, O_WRONLY | O_TRUNC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let size = max(1, bytes.count / pieces)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + size)
            guard put(descriptor, bytes[start..<end]) else { return false }
            start = end
        }
        return true
    }

    func backup() -> Bool {
        guard rename(path, path + "~") == 0, write(path, bytes) else { return false }
        unlink(path + "~")
        return true
    }

    func multiStep() -> Bool {
        let temporary = path + ".save-1"
        guard write(temporary, bytes), rename(path, path + "~") == 0, rename(temporary, path) == 0 else {
            return false
        }
        unlink(path + "~")
        return true
    }

    private func write(_ target: String, _ bytes: [UInt8]) -> Bool {
        let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return put(descriptor, bytes[...]) && fsync(descriptor) == 0
    }

    private func put(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) == $0.count }
    }
}
