import JSONRPC
import KatoPaths
import StrictJSON
import UnixSocket

/// Whether the daemon answers, and whether its socket is safe from others.
struct SocketCheck: DoctorCheck {
    let paths: KatoPaths

    /// A daemon that lives answers at once.
    private static let patience = Duration.seconds(5)

    func findings() async -> [DoctorFinding] {
        do throws(UnixSocketError) {
            let path = try SocketPath(paths.socket)
            do throws(UnixSocketError) {
                try path.checkDirectory()
            } catch  where error.code == .noDirectory {
                return [Self.stopped]
            }
            guard try path.checkEntry() == .socket else { return [Self.stopped] }
            return [try answer(path)]
        } catch  where error.code == .notListening {
            return [Self.stopped]
        } catch {
            return [
                DoctorFinding(
                    "socket", .failed, error.sentence,
                    remedy: "Move away what stands there, or take the rights from others, then kato restart.")
            ]
        }
    }

    private static let stopped = DoctorFinding(
        "socket", .warning, "The daemon is not running.", remedy: "Start it with kato start.")

    private func answer(_ path: SocketPath) throws(UnixSocketError) -> DoctorFinding {
        var stream = try SocketStream.connect(to: path, timeout: Self.patience)
        let peer = try PeerCredentials.of(descriptor: stream.descriptor)
        try stream.send(Request(id: .int(1), method: "daemon.ping").encoded())
        let line = try stream.readLine(maximumBytes: 1 << 16) ?? []
        guard let pid = (try? JSONValue.parse(line))?["result"]?["pid"]?.intValue else {
            return DoctorFinding(
                "socket", .failed, "What listens at \(path.path) is no kato daemon.",
                remedy: "Find out who put it there.")
        }
        let note = pid == Int64(peer.pid) || peer.pid == 0 ? "" : ", behind a socket of process \(peer.pid)"
        return DoctorFinding("socket", .good, "The daemon answers (pid \(pid)\(note)) at \(path.path), for you alone.")
    }
}
