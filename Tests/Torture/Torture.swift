import Foundation

/// Tries to make the real daemon lose, repeat or damage something, and says in tables what came of it.
@main
enum Torture {
    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            Console.say("seed \(options.seed), programs in \(options.programs)")
            var isClean = true
            for name in options.names {
                let report = try experiment(name, options).run()
                Console.say("\n\(name.rawValue): \(report.title)\n\(report.table.text)")
                for line in report.remarks { Console.say("  " + line) }
                isClean = isClean && report.isClean
            }
            Console.say(isClean ? "\nAll clean." : "\nNOT CLEAN (seed \(options.seed)).")
            exit(isClean ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("kato-torture: \(error)\n".utf8))
            exit(2)
        }
    }

    private static func experiment(_ name: Options.Name, _ options: Options) -> any Experiment {
        switch name {
        case .kills: KillExperiment(options: options)
        case .twins: TwinsExperiment(options: options)
        case .restore: RestoreExperiment(options: options)
        case .powerCut: PowerCutExperiment(options: options)
        case .rsyslog: RsyslogExperiment(options: options)
        }
    }
}
