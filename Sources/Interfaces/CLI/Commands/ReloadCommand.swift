import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Have the daemon take changed settings, and return when it has.")

    @Flag(help: "Print the daemon's answer as JSON.")
    var json = false

    /// Looks every 10 ms for 30 seconds at most, as long as a start may take.
    private static let pause: UInt32 = 10_000
    private static let looks = 3000

    func run() throws {
        let daemons = try Daemons()
        let client = try daemons.client()
        let before = try client.ping().pid
        let result = try client.reload()
        if json { Console.print(result.json.text()) }
        for need in result.needsRestart where !json {
            Console.print("Needs kato restart: \(DisplayText.clean(need.what)). \(DisplayText.clean(need.reason))")
        }
        guard result.reloading else {
            if !json { Console.print("Nothing has changed that a reload takes in.") }
            return
        }
        for _ in 0..<Self.looks {
            usleep(Self.pause)
            guard let pid = try? daemons.client().ping().pid, pid != before else { continue }
            if json { return }
            let changed = result.changed.map { DisplayText.clean($0) }.joined(separator: ", ")
            return Console.print("kato took in what has changed: \(changed) (pid \(pid)).")
        }
        throw CommandFailure(
            "The daemon did not come back within 30 seconds.", hint: "See \(daemons.paths.daemonOutput).")
    }
}
