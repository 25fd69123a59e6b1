import FoundationEssentials
import Glibc

/// The one directory everything is written to, and the programs that are measured.
final class Workspace: Sendable {
    let root: String
    let kato: String
    let katod: String
    let yardstick: String
    let hello: String
    /// Where these two are, if they are: they are made only where simdjson is installed.
    let decoder: String
    let simdjson: String

    /// - Throws: ``BenchError`` when a program is missing.
    init(environment: [String: String]) throws {
        let beside = try Self.directoryOfThisProgram()
        let built = environment["KATO_BIN_DIR"] ?? beside + "/../../../../../.build/release"
        kato = built + "/kato"
        katod = built + "/katod"
        yardstick = beside + "/kato-yardstick"
        hello = beside + "/kato-hello"
        decoder = beside + "/kato-decode"
        simdjson = beside + "/kato-simdjson"
        for program in [kato, katod, yardstick, hello] where access(program, X_OK) != 0 {
            throw BenchError("\(program) is not there: run `make build`, and the benchmarks through run.sh")
        }
        var template = Array(((environment["TMPDIR"] ?? "/tmp") + "/kato-bench.XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw BenchError.system("mkdtemp") }
        root = String(cString: made)
    }

    /// Makes the directory `name`, with those above it, and answers its path.
    func directory(_ name: String) throws -> String {
        let path = root + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: root)
    }

    private static func directoryOfThisProgram() throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw BenchError.system("/proc/self/exe") }
        let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
}
