import Glibc

/// Work on one processor, with every process that is started meanwhile.
///
/// Where two processes answer each other, the scheduler's choice of processors can double the time between them, and on
/// a virtual machine more: an idle processor has to be woken by its host.
enum OneProcessor {
    /// - Parameter work: on the calling thread, which has to be the program's first.
    static func run<Value>(_ work: () throws -> Value) throws -> Value {
        try bind(to: "0")
        defer { try? bind(to: "0-\(max(1, sysconf(Int32(_SC_NPROCESSORS_CONF))) - 1)") }
        return try work()
    }

    /// By the program of util-linux: the C library's own function cannot be called from Swift.
    private static func bind(to processors: String) throws {
        let code = try ChildProcess(["/usr/bin/taskset", "-p", "-c", processors, "\(getpid())"]).wait()
        guard code == 0 else { throw BenchError("taskset ended with \(code)") }
    }
}
