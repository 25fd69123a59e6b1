import CLinuxShims
import KatoConfiguration
import KatoModel
import KatoObservability
import KatoPaths
import KatoProviders
import StrictJSON
package import TaskLoop

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The daemon's program: arguments and environment in, exit code out. In two steps, because a process can only
/// restrict itself before it has threads.
package struct KatodProgram: Sendable {
    /// What is left to do when the process has threads; `nil` when all is done.
    private enum Task: Sendable {
        case run(PreparedDaemon)
        case standardInput(PreparedDaemon, tellsProgress: Bool)
        case doctor(DaemonSetup)
    }

    private let task: Task?
    private let report: StartReport
    /// 0 done, 1 failed, 2 wrong arguments.
    private let code: Int32

    /// Does what can be done at once, and prepares the daemon. To be called first of all, on the only thread.
    package init(arguments: [String], environment: [String: String]) {
        // One arena for each core is plenty; the default of eight a core makes an idle daemon look big.
        shim_limit_arenas(2)
        signal(SIGPIPE, SIG_IGN)
        var report = StartReport(descriptor: nil)
        do {
            var arguments = arguments
            let assignments = try DaemonOptions.takeAssignments(&arguments)
            let options = try DaemonOptions.parse(arguments)
            if case .run(let descriptor) = options { report = StartReport(descriptor: descriptor) }
            task = try Self.carryOut(options, environment, assignments, &report)
            code = 0
        } catch {
            task = nil
            code = Self.tell(error, report)
        }
        self.report = report
    }

    /// Does the rest and returns the exit code. What waits is woken by `loop`.
    package func run(_ loop: TaskLoop) async -> Int32 {
        let clock = LoopClock(loop)
        do {
            switch task {
            case nil: return code
            case .run(let prepared): try await Daemon(prepared, report: report, clock: clock).run()
            case .doctor(let setup): try Self.say(await Doctor(setup: setup).report().text() + "\n")
            case .standardInput(let prepared, let tellsProgress):
                try await Daemon(prepared, report: report, clock: clock)
                    .answerStandardInput(tellsProgress: tellsProgress)
            }
            return 0
        } catch {
            return Self.tell(error, report)
        }
    }

    private static func carryOut(
        _ options: DaemonOptions, _ environment: [String: String], _ assignments: [String],
        _ report: inout StartReport
    ) throws -> Task? {
        switch options {
        case .version:
            try say("katod \(KatoVersion.current)\n")
            return nil
        case .help:
            try say(DaemonOptions.helpText + "\n")
            return nil
        case .configSchema:
            try say(DaemonSetup.schema)
            return nil
        case .run, .standardInput, .initialize, .checkConfig, .showConfig, .doctor, .verifyAudit:
            break
        }
        let setup = DaemonSetup(
            paths: try KatoPaths.resolve(environment: environment), environment: environment, assignments: assignments)
        switch options {
        case .initialize: try say(setup.initialize() + "\n")
        case .checkConfig(let file, let json): try check(file, json: json, setup)
        case .showConfig(let json): try say(setup.listing(json: json))
        case .run:
            let worker = Keeper(released: [report.descriptor].compactMap { $0 }).start()
            // Only the first worker is waited for; in a later one the descriptor's number means something else.
            if worker.listener != nil { report = StartReport(descriptor: nil) }
            return .run(try setup.prepare(worker))
        case .standardInput(let tellsProgress):
            return .standardInput(try setup.prepare(nil), tellsProgress: tellsProgress)
        case .doctor: return .doctor(setup)
        case .verifyAudit(let files, let json):
            let check = try AuditCheck(files: files, of: AuditFiles(current: setup.paths.auditLog), json: json)
            try say(check.text)
            if !check.isIntact { exit(1) }
        case .version, .help, .configSchema: break
        }
        return nil
    }

    private static func check(_ file: String?, json: Bool, _ setup: DaemonSetup) throws {
        guard json else { return try say(setup.check(file) + "\n") }
        let check = setup.checkForPrograms(file)
        try say(check.answer.text() + "\n")
        if !check.isValid { exit(1) }
    }

    /// Says what went wrong to whoever started the program, and gives the exit code.
    private static func tell(_ error: any Error, _ report: StartReport) -> Int32 {
        let described = describe(error)
        report.failed(described)
        let hint = described.hint.map { "  hint: \($0)\n" } ?? ""
        _ = Descriptor.write("katod: \(described.message)\n\(hint)", to: 2)
        return (error as? DaemonError)?.kind == .usage ? 2 : 1
    }

    /// Every error as one sentence and a hint; what is below goes no further.
    private static func describe(_ error: any Error) -> any DescribedError {
        (error as? any DescribedError)
            ?? DaemonError(
                .stateUnwritable, "The daemon failed: \(error).", hint: "Please report this.", cause: error)
    }

    /// Writes data. That nobody reads any more is no error.
    private static func say(_ text: String) throws(DaemonError) {
        let error = Descriptor.write(text, to: 1)
        guard error != 0, error != EPIPE else { return }
        throw DaemonError(
            .outputUnwritable, "The output cannot be written: \(String(cString: strerror(error))).",
            hint: "Make room where it goes, or send it elsewhere; what is there is not whole.")
    }
}
