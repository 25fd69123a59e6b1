import Foundation
import KatoTestSupport

/// The same kills for rsyslog's file follower, as a yardstick: what it loses and repeats.
///
/// Nothing it does makes the run unclean; where it is not installed the row says so.
struct RsyslogExperiment: Experiment {
    let options: Options

    private static let program = "/usr/sbin/rsyslogd"

    func run() throws -> Report {
        var table = Table("program", "lines", "kills", "lost", "duplicated", "torn")
        guard access(Self.program, X_OK) == 0 else {
            table.add(["rsyslog is not installed", "-", "-", "-", "-", "-"])
            return Report(title: "a log shipper under the same kills", table: table, isClean: true)
        }
        let kills = min(options.kills, 100)
        for interval in [0, 1] {
            let counts = try play(kills: kills, interval: interval)
            table.add(["rsyslog imfile, PersistStateInterval=\(interval)"] + counts.map(String.init))
        }
        return Report(
            title: "a log shipper under the same kills", table: table,
            remarks: ["It promises at-least-once; kato's own rows stand above."], isClean: true)
    }

    private func play(kills: Int, interval: Int) throws -> [Int] {
        var random = SeededGenerator(seed: options.seed)
        let home = try Home(options)
        let (input, output) = (home.root + "/in.log", home.root + "/out.log")
        let config = home.root + "/rsyslog.conf"
        try """
        global(workDirectory="\(home.root)")
        module(load="imfile")
        template(name="raw" type="string" string="%msg%\\n")
        input(type="imfile" file="\(input)" tag="t" persistStateInterval="\(interval)" ruleset="r")
        ruleset(name="r") { action(type="omfile" file="\(output)" template="raw") }

        """.write(toFile: config, atomically: true, encoding: .utf8)
        try Data().write(to: URL(filePath: input))
        let arguments = [Self.program, "-n", "-f", config, "-i", home.root + "/rsyslog.pid"]
        var written = 0
        for _ in 0..<kills {
            let process = try ChildProcess(arguments, environment: home.environment)
            for _ in 0..<random.below(40) {
                try append("number \(written) of the lines an agent writes\n", to: input)
                written += 1
                usleep(UInt32(random.below(10_000)))
            }
            process.kill9()
            // A lock of its own that a killed one leaves behind.
            unlink(home.root + "/rsyslog.pid")
        }
        let process = try ChildProcess(arguments, environment: home.environment)
        try append("the last line\n", to: input)
        _ = Home.wait(60) {
            FileManager.default.contents(atPath: output).map { String(decoding: $0, as: UTF8.self) }?
                .contains("the last line") == true
        }
        process.stop()
        return count(written, kills, output)
    }

    private func append(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_APPEND)
        guard descriptor >= 0 else { throw TortureError("cannot write \(path)") }
        defer { close(descriptor) }
        guard write(descriptor, text, text.utf8.count) == text.utf8.count else {
            throw TortureError("cannot write \(path)")
        }
    }

    private func count(_ written: Int, _ kills: Int, _ output: String) -> [Int] {
        let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        var counts: [Substring: Int] = [:]
        for line in text.split(separator: "\n") { counts[line.drop { $0 == " " }, default: 0] += 1 }
        var (lost, duplicated) = (0, 0)
        for number in 0..<written {
            let found = counts.removeValue(forKey: "number \(number) of the lines an agent writes") ?? 0
            if found == 0 { lost += 1 }
            duplicated += max(0, found - 1)
        }
        let torn = counts.filter { $0.key.hasPrefix("n") }.values.reduce(0, +)
        return [written, kills, lost, duplicated, torn]
    }
}
