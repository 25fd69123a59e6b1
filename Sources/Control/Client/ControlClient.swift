import JSONRPC
package import KatoControlProtocol
package import StrictJSON
import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Calls the daemon's methods, one after the other, and waits for each answer. For one thread.
package final class ControlClient {
    /// How long an ordinary answer may take. The daemon answers from memory or one query; what takes longer hangs.
    package static let usualTimeout = Duration.seconds(30)

    /// Times a question is asked when the connection ends before the answer.
    private static let attempts = 3

    private var stream: SocketStream
    /// Whose end explains why no answer comes; `nil` where the daemon is not ours.
    private let child: OneShotDaemon?
    private let connect: () throws(ControlClientError) -> SocketStream
    private let timeout: Duration?
    private var lastID: Int64 = 0
    /// Told how much of a long piece of work is left, and `nil` when it is done.
    package var onProgress: ((WorkProgress?) -> Void)?

    /// Connects to the daemon at `socketPath` and makes sure that it is this user's.
    package init(socketPath: String, timeout: Duration? = ControlClient.usualTimeout, expectedUID: UInt32? = nil)
        throws(ControlClientError)
    {
        connect = { () throws(ControlClientError) in
            try Self.connect(to: socketPath, timeout: timeout, expectedUID: expectedUID ?? geteuid())
        }
        stream = try connect()
        self.timeout = timeout
        child = nil
    }

    /// Speaks with a daemon that was started for this one purpose. It may first have much to read, so answers may
    /// take any time.
    package init(process: OneShotDaemon) {
        stream = SocketStream(adopting: process.descriptor)
        child = process
        connect = { () throws(ControlClientError) in throw process.failure() }
        timeout = nil
    }

    /// Calls `method` and returns its result.
    ///
    /// - Parameter isPatient: whether the answer may take any time.
    package func call(_ method: String, params: JSONValue? = nil, isPatient: Bool = false) throws(ControlClientError)
        -> JSONValue
    {
        lastID += 1
        let request = Request(id: .int(lastID), method: method, params: params).encoded()
        guard request.count <= ControlLimits.maximumRequestBytes else { throw .tooLong }
        let isHarmless = child == nil && ControlMethod(rawValue: method)?.definition.access == .read
        for attempt in 1... {
            stream.timeout = isPatient ? nil : timeout
            let line: [UInt8]
            do throws(UnixSocketError) {
                line = try exchange(request)
            } catch  where error.code == .closed && isHarmless && attempt < Self.attempts {
                // One worker of the daemon made room for the next; what was only asked can be asked again.
                stream = try connect()
                continue
            } catch {
                throw failure(error, method)
            }
            return try result(line, method)
        }
        throw failure(UnixSocketError(.closed), method)
    }

    /// Sends a request and takes the line that comes back.
    private func exchange(_ request: [UInt8]) throws(UnixSocketError) -> [UInt8] {
        // A daemon that refuses a connection answers without reading, so what it said counts also when it is gone.
        try? stream.send(request)
        defer { onProgress?(nil) }
        while let line = try stream.readLine(maximumBytes: ControlLimits.maximumAnswerBytes) {
            guard let progress = WorkProgress(line: line) else { return line }
            onProgress?(progress)
        }
        throw UnixSocketError(.closed)
    }

    private static func connect(to path: String, timeout: Duration?, expectedUID: UInt32) throws(ControlClientError)
        -> SocketStream
    {
        do throws(UnixSocketError) {
            let stream = try SocketStream.connect(to: SocketPath(path), timeout: timeout)
            let peer = try PeerCredentials.of(descriptor: stream.descriptor)
            guard peer.uid == expectedUID else {
                throw UnixSocketError(.notOwned, path: path, errno: Int32(bitPattern: peer.uid))
            }
            return stream
        } catch {
            switch error.code {
            case .notListening: throw .notRunning(socket: path)
            case .notOwned: throw .untrustedPeer(uid: UInt32(bitPattern: error.errno), socket: path)
            case .timeout: throw .timeout(method: "the connection")
            case .system where error.errno == EACCES:
                // Who may not even look into its folder learns only that.
                var status = stat()
                guard stat(path, &status) == 0, status.st_uid != expectedUID else { throw .socket(error) }
                throw .untrustedPeer(uid: status.st_uid, socket: path)
            default: throw .socket(error)
            }
        }
    }

    /// The connection, for a caller that waits for several things. Becomes readable when an event comes.
    package var descriptor: Int32 { stream.descriptor }

    /// Takes the events that have come, for a caller that looks anew anyway. False when the daemon is gone.
    package func discardEvents() -> Bool { stream.discardInput() }

    private func result(_ line: [UInt8], _ method: String) throws(ControlClientError) -> JSONValue {
        guard let json = try? JSONValue.parse(line), let response = Response(json: json) else {
            throw .protocolViolation("The daemon answered \(method) with something that is no JSON-RPC response.")
        }
        switch response.result {
        case .failure(let error) where response.id == .int(lastID) || response.id == .null: throw .remote(error)
        case .success(let value) where response.id == .int(lastID): return value
        default: throw .protocolViolation("The daemon answered another request than \(method).")
        }
    }

    private func failure(_ error: UnixSocketError, _ method: String) -> ControlClientError {
        switch error.code {
        case .timeout: .timeout(method: method)
        case .closed:
            child?.failure() ?? .protocolViolation("The daemon closed the connection before it answered \(method).")
        case .lineTooLong: .protocolViolation("The daemon's answer to \(method) is too long.")
        default: .socket(error)
        }
    }
}
