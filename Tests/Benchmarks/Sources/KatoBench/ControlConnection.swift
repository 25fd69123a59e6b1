import FoundationEssentials
import Glibc

/// One connection to a Unix socket on which lines go both ways.
final class ControlConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// - Throws: ``BenchError`` when nobody serves `path`.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError.system("socket") }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            close(descriptor)
            throw BenchError("\(path) is too long for a socket; set TMPDIR to a shorter path")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let error = BenchError.system(path)
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends `line` and answers the next line that comes back, without its newline.
    func exchange(_ line: [UInt8]) throws -> ArraySlice<UInt8> {
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw BenchError.system("send") }
            rest = rest.dropFirst(count)
        }
        received.removeAll(keepingCapacity: true)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchError("the daemon closed the connection") }
            received.append(contentsOf: buffer.prefix(count))
            if received.last == UInt8(ascii: "\n") { return received.dropLast() }
        }
    }

    /// The line that asks for `method`, with its newline.
    static func request(_ method: String) -> [UInt8] {
        Array(#"{"jsonrpc":"2.0","id":1,"method":"\#(method)"}"#.utf8) + [UInt8(ascii: "\n")]
    }

    /// Calls `method` and decodes its result.
    func call<Result: Decodable>(_ method: String, as type: Result.Type) throws -> Result {
        let answer = try exchange(Self.request(method))
        let reply = try JSONDecoder().decode(Reply<Result>.self, from: Data(answer))
        guard let result = reply.result else {
            throw BenchError("\(method) failed: \(reply.error?.message ?? "no reason given")")
        }
        return result
    }

    private struct Reply<Result: Decodable>: Decodable {
        struct Failure: Decodable {
            let message: String
        }

        let result: Result?
        let error: Failure?
    }
}
