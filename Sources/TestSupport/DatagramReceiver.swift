#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The manager's side of the notification socket.
package struct DatagramReceiver: ~Copyable {
    /// The system call that failed.
    package struct Failure: Error {
        package let call: String
        package let code = errno
    }

    /// As `NOTIFY_SOCKET` would say it.
    package let address: String
    private let descriptor: CInt
    private let directory: String?

    package static func inTemporaryDirectory() throws -> DatagramReceiver {
        var template = Array("/tmp/notify-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(call: "mkdtemp") }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return try DatagramReceiver(address: directory + "/notify", directory: directory)
    }

    package static func abstract() throws -> DatagramReceiver {
        try DatagramReceiver(address: "@notify-test-\(getpid())-\(UInt64.random(in: 0 ... .max))", directory: nil)
    }

    private init(address: String, directory: String?) throws {
        self.address = address
        self.directory = directory
        #if canImport(Glibc)
            descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
        #else
            descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
        #endif
        var name = Array(address.utf8)
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        var socketAddress = sockaddr_un()
        socketAddress.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &socketAddress.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let bound = withUnsafePointer(to: &socketAddress) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else { throw Failure(call: "bind") }
    }

    /// The next datagram that is already there.
    package func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        #if canImport(Glibc)
            let count = recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
        #else
            let count = recv(descriptor, &buffer, buffer.count, MSG_DONTWAIT)
        #endif
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    package func remove() {
        close(descriptor)
        guard let directory else { return }
        unlink(address)
        rmdir(directory)
    }
}
