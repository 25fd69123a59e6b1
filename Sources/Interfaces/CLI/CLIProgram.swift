import ArgumentParser
import KatoControlClient
import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The command line's program: arguments in, exit code out.
package enum CLIProgram {
    /// Runs a command and returns its exit code; see ``ExitStatus``.
    package static func run(arguments: [String]) -> Int32 {
        // A reader that goes away, as `head` does, is no error: writing then fails, and the program ends quietly.
        signal(SIGPIPE, SIG_IGN)
        Console.hold()
        let status = carryOut(arguments.first == "-V" ? ["--version"] + arguments.dropFirst() : arguments)
        let output = Console.finish()
        return status == ExitStatus.done.rawValue ? output.rawValue : status
    }

    private static func carryOut(_ arguments: [String]) -> Int32 {
        if let failure = UnknownCommand.failure(arguments) {
            failure.report()
            return failure.status.rawValue
        }
        do {
            var command = try KatoCommand.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.done.rawValue
        } catch let failure as CommandFailure {
            failure.report()
            return failure.status.rawValue
        } catch let error as ControlClientError {
            let failure = CommandFailure(error)
            failure.report()
            return failure.status.rawValue
        } catch let error as any DescribedError {
            CommandFailure(error, status: .failed).report()
            return ExitStatus.failed.rawValue
        } catch let code as ExitCode {
            // A program that was run instead has said everything.
            return code.rawValue
        } catch {
            return reportUsage(error)
        }
    }

    /// Help and version are no errors; everything else that the parser throws is wrong usage.
    private static func reportUsage(_ error: any Error) -> Int32 {
        let message = KatoCommand.fullMessage(for: error)
        guard KatoCommand.exitCode(for: error) == .success else {
            Console.complain(message)
            return ExitStatus.usage.rawValue
        }
        let isHelp = message.hasPrefix("OVERVIEW: ") || message.hasPrefix("USAGE: ")
        Console.print(isHelp ? KatoCommand.header + "\n\n" + message : message)
        return ExitStatus.done.rawValue
    }
}
