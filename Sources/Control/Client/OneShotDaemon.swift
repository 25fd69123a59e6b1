import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A `katod --stdio` of our own: it brings the journal up to date, then answers the requests it reads, and ends with
/// its input. Used where no daemon runs.
package struct OneShotDaemon: Sendable {
    let process: ChildProcess
    /// Our end of the pair that is its standard input and output.
    let descriptor: Int32
    private let errors: ErrorFile

    /// Starts `executable`.
    package static func spawn(_ executable: String) throws(ControlClientError) -> OneShotDaemon {
        var pair: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let status = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair)
        #else
            let status = socketpair(AF_UNIX, SOCK_STREAM, 0, &pair)
            for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        #endif
        guard status == 0 else { throw .socket(.init(.system, errno: errno)) }
        defer { _ = close(pair[1]) }
        let errors = ErrorFile()
        do throws(ControlClientError) {
            var descriptors: [Int32: Int32] = [0: pair[1], 1: pair[1]]
            if errors.descriptor >= 0 { descriptors[2] = errors.descriptor }
            let process = try ChildProcess.spawn(executable, ["--stdio", "--progress"], descriptors: descriptors)
            return OneShotDaemon(process: process, descriptor: pair[0], errors: errors)
        } catch {
            _ = close(pair[0])
            errors.close()
            throw error
        }
    }

    /// Why it ended before it answered. Waits for its end.
    func failure() -> ControlClientError {
        let status = process.wait()
        let report = FailureReport(errors.text)
        return .process(
            message: report?.message ?? "katod ended with exit code \(status) before it answered.",
            hint: report.map(\.hint) ?? "Run `katod --stdio` to see what it says.")
    }
}
