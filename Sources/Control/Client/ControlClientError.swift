package import JSONRPC
package import KatoControlProtocol
import KatoModel
import StrictJSON
package import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a call of the daemon has no result.
package enum ControlClientError: DescribedError {
    /// Nobody listens at the socket.
    case notRunning(socket: String)
    /// Somebody else's process listens at the socket; nothing was sent to it.
    case untrustedPeer(uid: UInt32, socket: String)
    /// The daemon answered with an error.
    case remote(ErrorObject)
    /// The other end does not speak the protocol.
    case protocolViolation(String)
    /// An answer is no value of the kind that the method promises.
    case unreadable(ShapeError)
    /// The answer did not come in time.
    case timeout(method: String)
    /// The request is longer than the daemon takes.
    case tooLong
    /// The socket failed.
    case socket(UnixSocketError)
    /// A program could not be started, or ended before it answered.
    case process(message: String, hint: String?)

    package var code: String {
        switch self {
        case .notRunning: "daemon-not-running"
        case .untrustedPeer: "peer-untrusted"
        case .remote(let error): error.data?["code"]?.stringValue ?? "rpc-error"
        case .protocolViolation: "protocol-violation"
        case .unreadable(let error): error.code
        case .timeout: "timeout"
        case .tooLong: "request-too-long"
        case .socket: "socket-failed"
        case .process: "process-failed"
        }
    }

    package var message: String {
        switch self {
        case .notRunning: "The daemon is not running."
        case .untrustedPeer(let uid, let socket): "The socket \(socket) is served by another user (uid \(uid))."
        case .remote(let error): error.message
        case .protocolViolation(let what): what
        case .unreadable(let error): error.message
        case .timeout(let method): "The daemon did not answer \(method) in time."
        case .tooLong: "The request is longer than \(ControlLimits.maximumRequestBytes) bytes."
        case .socket(let error): error.sentence
        case .process(let message, _): message
        }
    }

    package var hint: String? {
        switch self {
        case .notRunning: "Start it with `kato start`."
        case .untrustedPeer: "Nothing was sent to it. For a kato of your own, set KATO_HOME to a folder of yours."
        case .remote(let error): error.hint
        case .protocolViolation: "Run the same version of kato and katod: try `kato restart`."
        case .unreadable(let error): error.hint
        case .timeout: "See whether it is busy with `kato status`; `kato restart` ends what hangs."
        case .tooLong: "Send less at once."
        case .socket(let error): Self.hint(error)
        case .process(_, let hint): hint
        }
    }

    package var cause: (any Error)? {
        switch self {
        case .remote(let error): error
        case .unreadable(let error): error
        case .socket(let error): error
        default: nil
        }
    }

    /// What a name could have meant.
    package var candidates: [String] {
        if case .remote(let error) = self { error.candidates } else { [] }
    }

    private static func hint(_ error: UnixSocketError) -> String {
        switch error.code {
        case .pathTooLong: "Set XDG_RUNTIME_DIR, or KATO_HOME, to a shorter path."
        case .notOwned, .symbolicLink, .notSocket, .noDirectory: "Move away what stands there, then `kato restart`."
        case .system where error.errno == EACCES || error.errno == EPERM:
            "Check who owns it and its folder, or set KATO_HOME to a folder of yours."
        case .writableByOthers: "Take the right to write from others: `chmod go-w` on the directory."
        default: "Try again; if it stays so, `kato restart`."
        }
    }
}
