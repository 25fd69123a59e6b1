#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends datagrams to the address that `NOTIFY_SOCKET` names: an absolute path, or `@name` in Linux's abstract
/// namespace. Whatever goes wrong is ignored, because a supervisor that does not listen must not stop the service.
struct NotifySocket: Sendable {
    private let name: [UInt8]

    /// `nil` for anything that is neither a path nor an abstract name, or too long for a socket address.
    init?(address: String) {
        guard address.hasPrefix("/") || address.hasPrefix("@"), address.utf8.count > 1 else { return nil }
        var name = Array(address.utf8)
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        guard name.count < Self.capacity else { return nil }
        self.name = name
    }

    /// Bytes in `sun_path`: 108 on Linux, 104 on macOS.
    private static var capacity: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) }

    /// Sends one datagram, or drops it where the receiver's queue is full.
    func send(_ datagram: [UInt8]) {
        let descriptor = Self.open()
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // An abstract name ends where the length says; a path may end there too.
        let length = socklen_t((MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 0) + name.count)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                repeat {
                    let sent = sendto(descriptor, datagram, datagram.count, Self.flags, generic, length)
                    if sent >= 0 { return }
                } while errno == EINTR
            }
        }
    }

    #if canImport(Glibc)
        private static var flags: CInt { CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL) }

        private static func open() -> CInt {
            socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        }
    #else
        private static var flags: CInt { MSG_DONTWAIT }

        private static func open() -> CInt {
            socket(AF_UNIX, SOCK_DGRAM, 0)
        }
    #endif
}
