import ArgumentParser
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct ServiceStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tell whether kato is a service, and how it is doing.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let files = ServiceFiles(daemons: try Daemons())
        let isInstalled = access(files.service, F_OK) == 0
        let manager = try? UserManager()
        func ask(_ verb: String, _ unit: String) -> String {
            let answer = (try? manager?.answer(verb, unit)) ?? ""
            return answer.isEmpty ? "unknown" : answer
        }
        let state = ask("is-active", ServiceUnits.serviceName)
        let enabled = ask("is-enabled", ServiceUnits.serviceName)
        let socket = ask("is-enabled", ServiceUnits.socketName)
        if json {
            let value: JSONValue = [
                "installed": .bool(isInstalled), "unit": .string(files.service), "state": .string(state),
                "enabled": .string(enabled), "socketEnabled": .string(socket), "linger": .bool(Linger.isOn),
            ]
            return Console.print(value.text(.pretty))
        }
        Console.print(isInstalled ? "unit     \(files.service)" : "unit     none of your own: kato service install")
        guard state != "unknown" || enabled != "unknown" else {
            return Console.print("service  unknown: your systemd does not answer, see systemctl --user status")
        }
        Console.print("service  \(state), \(enabled) at login")
        Console.print("socket   \(socket)")
        Console.print("linger   \(Linger.isOn ? "on: runs without a login" : "off: runs while you are logged in")")
    }
}
