import FoundationEssentials
import Glibc

/// What /proc says about a process.
struct ProcessFacts {
    /// User and system time, in clock ticks (10 ms on Linux).
    let ticks: Int
    /// Time on a processor of all threads, ended ones included, in nanoseconds.
    let processorTime: Int
    let residentBytes: Int
    let anonymousBytes: Int
    /// The highest ``residentBytes`` so far.
    let peakBytes: Int
    let voluntarySwitches: Int
    let openFiles: Int
    let threads: Int

    /// A process and those it started. What they share, all that is not anonymous, is counted once.
    init(withChildrenOf process: Int32) throws {
        let children = try Self.text("/proc/\(process)/task/\(process)/children").split(separator: " ")
        self = try children.compactMap { Int32($0) }.reduce(try ProcessFacts(process: process)) { sum, child in
            sum.with(try ProcessFacts(process: child))
        }
    }

    private func with(_ other: ProcessFacts) -> ProcessFacts {
        let (larger, smaller) = residentBytes > other.residentBytes ? (self, other) : (other, self)
        return ProcessFacts(
            ticks: ticks + other.ticks, processorTime: processorTime + other.processorTime,
            residentBytes: larger.residentBytes + smaller.anonymousBytes,
            anonymousBytes: anonymousBytes + other.anonymousBytes,
            peakBytes: larger.peakBytes + smaller.anonymousBytes,
            voluntarySwitches: voluntarySwitches + other.voluntarySwitches, openFiles: openFiles + other.openFiles,
            threads: threads + other.threads)
    }

    private init(
        ticks: Int, processorTime: Int, residentBytes: Int, anonymousBytes: Int, peakBytes: Int,
        voluntarySwitches: Int, openFiles: Int, threads: Int
    ) {
        self.ticks = ticks
        self.processorTime = processorTime
        self.residentBytes = residentBytes
        self.anonymousBytes = anonymousBytes
        self.peakBytes = peakBytes
        self.voluntarySwitches = voluntarySwitches
        self.openFiles = openFiles
        self.threads = threads
    }

    private init(process: Int32) throws {
        let directory = "/proc/\(process)"
        let stat = try Self.text(directory + "/stat")
        guard let end = stat.lastIndex(of: ")") else { throw BenchError("\(directory)/stat has no name") }
        // proc(5): utime and stime are fields 14 and 15; the first after the name is field 3.
        let fields = stat[end...].dropFirst(2).split(separator: " ")
        ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        let status = try Self.text(directory + "/status")
        residentBytes = Self.number("VmRSS", in: status) * 1024
        anonymousBytes = Self.number("RssAnon", in: status) * 1024
        peakBytes = Self.number("VmHWM", in: status) * 1024
        let tasks = try FileManager.default.contentsOfDirectory(atPath: directory + "/task")
        threads = tasks.count
        openFiles = try FileManager.default.contentsOfDirectory(atPath: directory + "/fd").count
        var switches = 0
        for task in tasks {
            let path = directory + "/task/" + task
            switches += Self.number("voluntary_ctxt_switches", in: (try? Self.text(path + "/status")) ?? "")
        }
        voluntarySwitches = switches
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            throw BenchError.system("the processor time of \(process)")
        }
        processorTime = time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    static func text(_ path: String) throws -> String {
        guard let file = fopen(path, "re") else { throw BenchError.system(path) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private static func number(_ key: String, in text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix(key + ":") {
            return line.split { $0 == "\t" || $0 == " " }.dropFirst().first.flatMap { Int($0) } ?? 0
        }
        return 0
    }
}
