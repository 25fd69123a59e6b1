#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes entries to journald by its native protocol: one datagram an entry, with fields.
///
/// Never throws and never blocks: an entry that cannot be delivered at once is lost.
public struct JournalSocket: Sendable {
    /// Where journald listens.
    public static let standardPath = "/run/systemd/journal/socket"
    /// Bytes of an entry that surely fit a datagram; longer fields are cut.
    private static let maximumFieldBytes = 16 << 10

    private let socket: NotifySocket

    /// `nil` where journald does not take this process's standard error: `JOURNAL_STREAM` has to name it, because a
    /// process that was started by another one inherits the variable.
    public init?(environment: [String: String], path: String = JournalSocket.standardPath) {
        var status = stat()
        guard let stream = environment["JOURNAL_STREAM"], fstat(2, &status) == 0,
            stream == "\(status.st_dev):\(status.st_ino)"
        else { return nil }
        self.init(path: path)
    }

    /// Whoever listens at `path`.
    public init?(path: String) {
        guard let socket = NotifySocket(address: path) else { return nil }
        self.socket = socket
    }

    /// Sends one entry. Names are capitals, digits and underscores, as journald takes them.
    public func send(_ fields: [(name: String, value: String)]) {
        var datagram: [UInt8] = []
        for (name, value) in fields {
            let bytes = Array(value.utf8.prefix(Self.maximumFieldBytes))
            datagram += Array(name.utf8)
            // A value with a line end is written with its length, so that nothing in it can begin another field.
            if bytes.contains(0x0A) {
                datagram.append(0x0A)
                withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { datagram += Array($0) }
            } else {
                datagram.append(UInt8(ascii: "="))
            }
            datagram += bytes
            datagram.append(0x0A)
        }
        socket.send(datagram)
    }
}
