import Glibc

/// What the numbers were measured on.
struct Machine: Encodable {
    let cores: Int
    let processor: String
    let kernel: String
    let swift: String
    let fileSystem: String
    /// Of the last minute, before the benchmark began: work of others makes every number worse.
    let load: String

    /// - Parameter directory: where the benchmark writes.
    init(directory: String, environment: [String: String]) throws {
        cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let description = try ProcessFacts.text("/proc/cpuinfo").split(separator: "\n")
        let model = description.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        processor = model?.split(separator: " ").joined(separator: " ") ?? "unknown processor"
        kernel = try ProcessFacts.text("/proc/sys/kernel/osrelease").split(separator: "\n").joined()
        swift = environment["KATO_BENCH_SWIFT"] ?? "unknown"
        load = try ProcessFacts.text("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "?"
        fileSystem = try Self.fileSystem(of: directory)
    }

    var text: String {
        "\(cores) cores, \(processor), Linux \(kernel), \(swift), \(fileSystem), load \(load)"
    }

    /// The type of the mount with the longest mount point above `path`.
    private static func fileSystem(of path: String) throws -> String {
        var best: (point: Substring, type: Substring) = ("", "unknown file system")
        for line in try ProcessFacts.text("/proc/self/mounts").split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[1].count >= best.point.count else { continue }
            let isAbove = fields[1] == "/" || path.hasPrefix(fields[1] + "/")
            if isAbove { best = (fields[1], fields[2]) }
        }
        return String(best.type)
    }
}
