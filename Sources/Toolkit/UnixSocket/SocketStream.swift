#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A connected stream socket that sends bytes and reads lines, for one thread that may wait.
///
/// Writing to a peer that is gone throws `closed`; no signal is raised. The descriptor is closed with the value.
public struct SocketStream: ~Copyable {
    public let descriptor: Int32
    /// How long one call may wait; `nil` is for ever.
    public var timeout: Duration?
    private var buffer: [UInt8] = []
    /// How far into ``buffer`` no newline was found.
    private var scanned = 0

    /// Takes over a connected socket and makes it non-blocking.
    public init(adopting descriptor: Int32, timeout: Duration? = nil) {
        self.descriptor = descriptor
        self.timeout = timeout
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        #if !canImport(Glibc)
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    deinit {
        _ = close(descriptor)
    }

    /// Connects to whoever listens at `path`. Throws `notListening` when nobody does, `timeout` when the listener's
    /// queue stays full.
    public static func connect(to path: SocketPath, timeout: Duration? = .seconds(5)) throws(UnixSocketError)
        -> SocketStream
    {
        let stream = SocketStream(adopting: try newSocket(), timeout: timeout)
        let deadline = Deadline(after: timeout)
        while true {
            let (result, code) = path.withAddress { address, length in
                #if canImport(Glibc)
                    (Glibc.connect(stream.descriptor, address, length), errno)
                #else
                    (Darwin.connect(stream.descriptor, address, length), errno)
                #endif
            }
            if result == 0 || code == EISCONN { return stream }
            switch code {
            case EAGAIN, EINPROGRESS, EALREADY, EINTR: try deadline.pause(5)
            case ENOENT, ENOTDIR, ECONNREFUSED: throw UnixSocketError(.notListening, path: path.path, errno: code)
            default: throw UnixSocketError(.system, path: path.path, errno: code)
            }
        }
    }

    /// Sends all of `bytes`.
    public func send(_ bytes: [UInt8]) throws(UnixSocketError) {
        let deadline = Deadline(after: timeout)
        var done = 0
        while done < bytes.count {
            let (sent, code) = bytes.withUnsafeBytes { raw in
                let rest = UnsafeRawBufferPointer(rebasing: raw[done...])
                #if canImport(Glibc)
                    let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                #else
                    let count = Darwin.send(descriptor, rest.baseAddress, rest.count, 0)
                #endif
                return (count, errno)
            }
            if sent >= 0 {
                done += sent
            } else if code == EAGAIN {
                try deadline.wait(for: Int32(POLLOUT), on: descriptor)
            } else if code == EPIPE || code == ECONNRESET {
                throw UnixSocketError(.closed, errno: code)
            } else if code != EINTR {
                throw UnixSocketError(.system, errno: code)
            }
        }
    }

    /// The next line without its newline; `nil` when the other end has closed and nothing is left. A last line that
    /// lacks its newline counts as one. Throws `lineTooLong` once more than `maximumBytes` came without a newline.
    public mutating func readLine(maximumBytes: Int) throws(UnixSocketError) -> [UInt8]? {
        let deadline = Deadline(after: timeout)
        while true {
            if let newline = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                guard newline <= maximumBytes else { throw UnixSocketError(.lineTooLong) }
                return take(newline, dropping: 1)
            }
            scanned = buffer.count
            guard scanned <= maximumBytes else { throw UnixSocketError(.lineTooLong) }
            guard try fill(deadline) else { return buffer.isEmpty ? nil : take(buffer.count, dropping: 0) }
        }
    }

    /// Throws away what has come, without waiting for more. False at the end of the stream.
    public mutating func discardInput() -> Bool {
        buffer = []
        scanned = 0
        while true {
            var chunk = [UInt8](repeating: 0, count: 1 << 14)
            let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return count < 0 && errno == EAGAIN }
        }
    }

    /// Tells the other end that nothing more will be sent; its answers can still be read.
    public func halfClose() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    private mutating func take(_ count: Int, dropping extra: Int) -> [UInt8] {
        let line = Array(buffer[..<count])
        buffer.removeFirst(count + extra)
        scanned = 0
        return line
    }

    /// Reads what is there, waiting for something; `false` at the end of the stream.
    private mutating func fill(_ deadline: Deadline) throws(UnixSocketError) -> Bool {
        while true {
            var count = 0
            var code: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { storage, used in
                count = recv(descriptor, storage.baseAddress, storage.count, 0)
                code = errno
                used = max(0, count)
            }
            if count > 0 {
                buffer += chunk
                return true
            }
            if count == 0 || code == ECONNRESET { return false }
            if code == EAGAIN {
                try deadline.wait(for: Int32(POLLIN), on: descriptor)
            } else if code != EINTR {
                throw UnixSocketError(.system, errno: code)
            }
        }
    }

    private static func newSocket() throws(UnixSocketError) -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #endif
        guard descriptor >= 0 else { throw UnixSocketError(.system, errno: errno) }
        return descriptor
    }
}
