import Glibc

/// A collector that takes everything and keeps nothing.
struct Collector {
    let port: UInt16
    private let thread: WorkerThread

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound, listen(listener, 16) == 0 else { throw BenchError.system("bind", code: errno) }
        port = UInt16(bigEndian: address.sin_port)
        thread = try WorkerThread {
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                Self.answer(client)
                close(client)
            }
        }
    }

    /// Reads what comes until a moment nothing does, which is enough for requests that arrive in one go.
    private static func answer(_ client: Int32) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var poll = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
        while Glibc.poll(&poll, 1, 5) > 0, recv(client, &chunk, chunk.count, 0) > 0 {}
        let reply = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)
        _ = send(client, reply, reply.count, Int32(MSG_NOSIGNAL))
    }
}
