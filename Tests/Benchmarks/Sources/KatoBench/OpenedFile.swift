import Glibc

/// An open file descriptor, closed when the last reference goes.
final class OpenedFile: Sendable {
    let descriptor: Int32

    init(_ path: String, flags: Int32) throws {
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchError.system(path) }
    }

    /// For appending as an agent does; made when it is missing.
    static func appending(to path: String) throws -> OpenedFile {
        try OpenedFile(path, flags: O_WRONLY | O_APPEND | O_CREAT)
    }

    deinit {
        close(descriptor)
    }

    /// One write(2) where the system takes it whole.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw BenchError.system("write") }
            rest = rest.dropFirst(count)
        }
    }
}
