import FoundationEssentials
import Glibc

/// How fast an agent's lines become events, without a database, beside simdjson that parses the same files and nothing
/// more.
struct DecodeBenchmark {
    private let conditions: Conditions

    init(_ conditions: Conditions) {
        self.conditions = conditions
    }

    /// Both take turns, so that a slow moment hits both; the medians count.
    func run() throws -> [Measurement] {
        let workspace = conditions.workspace
        guard access(workspace.simdjson, X_OK) == 0, access(workspace.decoder, X_OK) == 0 else {
            conditions.say("not measured: simdjson is missing (Debian: libsimdjson-dev)")
            return []
        }
        let history = try conditions.history()
        let files = try FileManager.default.subpathsOfDirectory(atPath: history.claude)
            .filter { $0.hasSuffix(".jsonl") }.map { history.claude + "/" + $0 }
        var ours: [UInt64] = []
        var theirs: [UInt64] = []
        for round in 0..<(conditions.quick ? 3 : 7) {
            ours.append(try time([workspace.decoder, "claude"] + files, round))
            theirs.append(try time([workspace.simdjson] + files, round))
        }
        func speed(_ durations: [UInt64]) -> Double { Double(history.bytes) / Samples(durations).percentile(50) }
        return [
            Measurement(
                "decode and normalise", speed(ours), .bytesPerSecond,
                yardstick: Measurement.Yardstick(name: "simdjson parse", value: speed(theirs)),
                target: .ratioAtLeast(0.25))
        ]
    }

    /// The nanoseconds that a program says it took.
    private func time(_ arguments: [String], _ round: Int) throws -> UInt64 {
        let output = try conditions.workspace.directory("decode") + "/\(round)"
        let code = try ChildProcess(arguments, output: output).wait()
        let said = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        guard code == 0, let time = said.split(separator: " ").dropFirst().first.flatMap({ UInt64($0) }) else {
            throw BenchError("\(arguments[0]) ended with \(code): \(said)")
        }
        unlink(output)
        return time
    }
}
