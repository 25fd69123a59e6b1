import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ChildProcess {
    /// Runs a program to its end with our standard input and output: its exit code and what it wrote to standard error.
    package static func run(_ executable: String, _ arguments: [String]) throws(ControlClientError)
        -> (status: Int32, errors: String)
    {
        let errors = ErrorFile()
        defer { errors.close() }
        let descriptors: [Int32: Int32] = errors.descriptor < 0 ? [:] : [2: errors.descriptor]
        let status = try spawn(executable, arguments, descriptors: descriptors).wait()
        return (status, errors.text)
    }

    /// Runs a program to its end: its exit code and what it wrote to standard output.
    ///
    /// - Parameter silent: whether what it says on standard error is thrown away.
    package static func output(of executable: String, _ arguments: [String], silent: Bool = false)
        throws(ControlClientError) -> (status: Int32, bytes: [UInt8])
    {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .socket(.init(.system, errno: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { _ = close(ends[0]) }
        let null = silent ? open("/dev/null", O_RDWR | O_CLOEXEC) : -1
        var descriptors: [Int32: Int32] = [1: ends[1]]
        if null >= 0 { descriptors[2] = null }
        let child: ChildProcess
        do throws(ControlClientError) {
            child = try spawn(executable, arguments, descriptors: descriptors)
        } catch {
            _ = close(ends[1])
            throw error
        }
        _ = close(ends[1])
        if null >= 0 { _ = close(null) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(ends[0], &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            output += chunk.prefix(count)
        }
        return (child.wait(), output)
    }
}
