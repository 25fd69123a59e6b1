import ArgumentParser
import KatoControlClient
import KatoPaths
import StrictJSON

struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a method of the control protocol and print its result as JSON.",
        discussion: "kato call rpc.discover describes all methods.")

    @Argument(help: "For example daemon.status.")
    var method: String
    @Argument(help: "Parameters as JSON, for example '{\"limit\": 5}'.")
    var params: String?

    func run() throws {
        var value: JSONValue?
        if let params {
            do throws(JSONError) {
                value = try JSONValue.parse(params)
            } catch {
                throw CommandFailure(
                    "The parameters are not JSON. \(error)", hint: "Put them in single quotes.", status: .usage)
            }
        }
        let client = try Daemons().client()
        Console.print(try client.call(method, params: value, isPatient: true).text(.pretty))
    }
}
