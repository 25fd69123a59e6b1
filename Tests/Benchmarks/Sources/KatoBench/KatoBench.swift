import Glibc

@main
struct KatoBench {
    static func main() {
        do {
            try run()
        } catch {
            Diagnostics.print("\(error)")
            exit(1)
        }
    }

    private static func run() throws {
        let options = try Options(Array(CommandLine.arguments.dropFirst()))
        let environment = environment()
        let workspace = try Workspace(environment: environment)
        defer { workspace.remove() }
        try Interruption.handle(workspace)
        let machine = try Machine(directory: workspace.root, environment: environment)
        var report = Report(machine: machine, json: options.json)
        let conditions = Conditions(workspace: workspace, quick: options.quick)
        for name in options.names {
            conditions.say("measuring \(name.rawValue)")
            report.add(try measure(name, conditions))
        }
        try report.finish()
    }

    private static func measure(_ name: Options.Name, _ conditions: Conditions) throws -> [Measurement] {
        switch name {
        case .latency: try LatencyBenchmark(conditions).run()
        case .backfill: try BackfillBenchmark(conditions).run()
        case .decode: try DecodeBenchmark(conditions).run()
        case .idle: try IdleBenchmark(conditions).run()
        case .startup: try StartupBenchmark(conditions).run()
        case .control: try ControlBenchmark(conditions).run()
        case .redaction: try RedactionBenchmark(conditions).run()
        case .telemetry: try TelemetryBenchmark(conditions).run()
        }
    }

    private static func environment() -> [String: String] {
        var result: [String: String] = [:]
        var place = environ
        while let entry = place.pointee {
            let pair = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            place += 1
        }
        return result
    }
}
