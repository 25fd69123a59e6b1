import Foundation
import UnixSocket

/// A connection that says nothing of itself and reads nothing, and can be kept in a list.
final class SilentClient {
    private var descriptor: Int32

    init(_ home: KatoHome) throws {
        let stream = try SocketStream.connect(to: SocketPath(home.socket), timeout: .seconds(30))
        descriptor = dup(stream.descriptor)
    }

    deinit { close() }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func close() {
        if descriptor >= 0 { _ = Foundation.close(descriptor) }
        descriptor = -1
    }

    static func connectAndClose(_ home: KatoHome) {
        _ = try? SocketStream.connect(to: SocketPath(home.socket), timeout: .seconds(30))
    }
}
