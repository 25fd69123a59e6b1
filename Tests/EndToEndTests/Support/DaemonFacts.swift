import Foundation

/// What the system says of a daemon's process.
struct DaemonFacts {
    let descriptors: Int
    let threads: Int
    let residentKibibytes: Int
    /// Hundredths of a second it has computed so far.
    let ticks: Int

    init(_ pid: Int32) throws {
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        func number(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line?.split(whereSeparator: { !$0.isNumber }).last.flatMap { Int($0) } ?? 0
        }
        threads = number("Threads")
        residentKibibytes = number("VmRSS")
        // User and system time are fields 14 and 15 of proc_pid_stat(5); the name before them may hold blanks.
        let fields =
            try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            .split(separator: ") ").last?.split(separator: " ") ?? []
        ticks = fields.dropFirst(11).prefix(2).reduce(0) { $0 + (Int($1) ?? 0) }
    }
}
