import Foundation
import Synchronization

/// A service on loopback that keeps what it is sent and answers as it is told.
package final class HTTPReceiver: Sendable {
    /// One request.
    package struct Request: Sendable {
        package let method: String
        package let path: String
        /// By their names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]
    }

    /// What to answer.
    package struct Answer: Sendable {
        package var status = 200
        package var headers: [String: String] = [:]
        package var body = ""
        /// Take the request and say nothing.
        package var hangs = false

        package init(status: Int = 200, headers: [String: String] = [:], body: String = "", hangs: Bool = false) {
            self.status = status
            self.headers = headers
            self.body = body
            self.hangs = hangs
        }
    }

    package let port: UInt16
    private let descriptor: Int32
    private let received = Mutex<[Request]>([])
    private let held = Mutex<[Int32]>([])
    private let answer: @Sendable (Request) -> Answer

    package var requests: [Request] { received.withLock { $0 } }
    package var url: String { "http://127.0.0.1:\(port)" }

    /// - Parameter port: 0 for any that is free; that of one that was stopped for the same service come back.
    package init(port wanted: UInt16 = 0, answer: @escaping @Sendable (Request) -> Answer = { _ in Answer() }) throws {
        self.answer = answer
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var isReusable: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReusable, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = wanted.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound, listen(socket, 16) == 0 else { throw CocoaError(.featureUnsupported) }
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread { [weak self] in
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0, let self else { return }
                self.serve(client)
            }
        }
        thread.start()
    }

    deinit { stop() }

    /// Takes nothing more; connections that hang are closed.
    package func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        for client in held.withLock({ $0 }) { close(client) }
    }

    private func serve(_ client: Int32) {
        guard let request = read(client) else { return _ = close(client) }
        received.withLock { $0.append(request) }
        let answer = answer(request)
        if answer.hangs { return held.withLock { $0.append(client) } }
        var text = "HTTP/1.1 \(answer.status) Status\r\nContent-Length: \(answer.body.utf8.count)\r\n"
        for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
        let bytes = Array((text + "\r\n" + answer.body).utf8)
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        close(client)
    }

    private func read(_ client: Int32) -> Request? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        func more() -> Bool {
            let count = recv(client, &chunk, chunk.count, 0)
            if count > 0 { bytes += chunk.prefix(count) }
            return count > 0
        }
        let gap = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: gap) == nil { if !more() { return nil } }
        guard let end = bytes.firstRange(of: gap) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        let length = Int(headers["content-length"] ?? "0") ?? 0
        while bytes.count < end.upperBound + length { if !more() { return nil } }
        guard words.count == 3 else { return nil }
        return Request(
            method: words[0], path: words[1], headers: headers, body: Array(bytes[end.upperBound...].prefix(length)))
    }
}
