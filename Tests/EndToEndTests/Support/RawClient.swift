import StrictJSON
import UnixSocket

/// A client of the control socket that sends any bytes, also such as no honest one would.
struct RawClient: ~Copyable {
    private var stream: SocketStream

    private static let patience = Duration.seconds(30)
    private static let longestAnswer = 16 << 20

    init(_ home: KatoHome) throws {
        stream = try SocketStream.connect(to: SocketPath(home.socket), timeout: Self.patience)
    }

    var descriptor: Int32 { stream.descriptor }

    /// False when the daemon has closed the connection.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool { (try? stream.send(bytes)) != nil }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func halfClose() { stream.halfClose() }

    /// The next line; `nil` at the end.
    mutating func line() throws -> JSONValue? {
        guard let line = try? stream.readLine(maximumBytes: Self.longestAnswer) else { return nil }
        return try JSONValue.parse(line)
    }

    /// Everything that comes until the daemon closes.
    mutating func rest() throws -> [JSONValue] {
        var lines: [JSONValue] = []
        while let line = try line() { lines.append(line) }
        return lines
    }

    /// Sends bytes, closes that half, and returns what comes back.
    static func exchange(_ home: KatoHome, _ bytes: [UInt8]) throws -> [JSONValue] {
        var client = try RawClient(home)
        client.send(bytes)
        client.halfClose()
        return try client.rest()
    }

    static func exchange(_ home: KatoHome, _ text: String) throws -> [JSONValue] {
        try exchange(home, Array(text.utf8))
    }

    static let ping = #"{"jsonrpc":"2.0","id":"after","method":"daemon.ping"}"# + "\n"
}
