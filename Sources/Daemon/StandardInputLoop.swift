import JSONRPC
import KatoControlServer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers requests line by line on standard input and output: the control protocol without a daemon.
struct StandardInputLoop: Sendable {
    let dispatcher: ControlDispatcher

    private static let chunk = 64 * 1024

    /// Returns at the end of the input, or when nobody reads the answers any more.
    func run() async {
        let peer = ControlConnection(
            peer: ControlPeer(uid: geteuid(), pid: getppid()), send: { Self.send($0) })
        var pending: [UInt8] = []
        while let bytes = await Self.read() {
            pending += bytes
            while let end = pending.firstIndex(of: 0x0A) {
                let line = Array(pending[..<end])
                pending.removeFirst(end + 1)
                guard await answer(line, peer) else { return }
            }
        }
        if !pending.isEmpty { _ = await answer(pending, peer) }
    }

    private func answer(_ line: [UInt8], _ peer: ControlConnection) async -> Bool {
        guard let reply = await dispatcher.answer(line, from: peer) else { return true }
        return Self.send(reply)
    }

    /// Writes a line to standard output; false when nobody reads it.
    @discardableResult
    static func send(_ line: [UInt8]) -> Bool {
        var done = 0
        while done < line.count {
            let written = line.withUnsafeBytes { write(1, $0.baseAddress.map { $0 + done }, line.count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            done += written
        }
        return true
    }

    /// The next bytes, or `nil` at the end. Blocks its thread: in this mode there is nothing else to do.
    @concurrent
    private static func read() async -> [UInt8]? {
        while true {
            var bytes = [UInt8](repeating: 0, count: chunk)
            let count = Glibc_read(&bytes, chunk)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(bytes.prefix(count)) : nil
        }
    }
}

/// `read(2)` from standard input under a name that the method of the same name does not shadow.
private func Glibc_read(_ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(0, buffer, count)
}
