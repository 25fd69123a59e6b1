import CLinuxShims
import KatoConfiguration
import KatoModel
import KatoPaths
import KatoProviders

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The daemon's program: arguments and environment in, exit code out.
package enum KatodProgram {
    /// Runs what the arguments ask for and returns the exit code: 0 done, 1 failed, 2 wrong arguments.
    package static func run(arguments: [String], environment: [String: String]) async -> Int32 {
        // One arena for each core is plenty; the default of eight a core makes an idle daemon look big.
        shim_limit_arenas(2)
        signal(SIGPIPE, SIG_IGN)
        var report = StartReport(descriptor: nil)
        do {
            let options = try DaemonOptions.parse(arguments)
            if case .run(let descriptor) = options { report = StartReport(descriptor: descriptor) }
            try await carryOut(options, environment, report)
            return 0
        } catch {
            let described = describe(error)
            report.failed(described)
            say("katod: \(described.message)\n", to: 2)
            if let hint = described.hint { say("  hint: \(hint)\n", to: 2) }
            return (error as? DaemonError)?.kind == .usage ? 2 : 1
        }
    }

    private static func carryOut(
        _ options: DaemonOptions, _ environment: [String: String], _ report: StartReport
    ) async throws {
        switch options {
        case .version: return say("katod \(KatoVersion.current)\n")
        case .help: return say(DaemonOptions.helpText + "\n")
        case .run, .standardInput, .initialize, .checkConfig, .showConfig: break
        }
        let setup = DaemonSetup(paths: try KatoPaths.resolve(environment: environment), environment: environment)
        switch options {
        case .initialize: say(try setup.initialize() + "\n")
        case .checkConfig(let file): say(try setup.check(file) + "\n")
        case .showConfig: say(try setup.loadConfig().effectiveText)
        case .run: try await setup.run(report: report)
        case .standardInput: try await setup.answerStandardInput()
        case .version, .help: break
        }
    }

    /// Every error as one sentence and a hint; what is below goes no further.
    private static func describe(_ error: any Error) -> any DescribedError {
        (error as? any DescribedError)
            ?? DaemonError(
                .stateUnwritable, "The daemon failed: \(error).", hint: "Please report this.", cause: error)
    }

    private static func say(_ text: String, to descriptor: Int32 = 1) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
