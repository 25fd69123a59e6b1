import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct ControlDocumentTests {
        @Test func `every line of the document does what it says, with the real socat`() async throws {
            let document = try String(
                contentsOfFile: Programs.repository + "/docs/control-protocol.md", encoding: .utf8)
            let lines = document.split(separator: "\n").filter { $0.hasPrefix("echo ") }.map(String.init)
            #expect(lines.count > 15)
            for line in lines {
                let home = try KatoHome()
                let chat = home.conversation()
                try await home.start()
                try chat.user("::capture\nhello")
                try await eventually("it is recorded") { home.recording().contains("hello") }
                let recording = home.recordings + "/" + (home.recordingNames().first ?? "")
                let environment = home.environment.merging([
                    "SOCKET": home.socket, "SESSION": chat.id, "RECORDING": recording,
                ]) { $1 }
                let said = try await Shell.run(
                    "sh", ["-c", line.replacing("-t 5", with: "-t 1")], environment: environment)
                let answer = try JSONValue.parse(said.output.split(separator: "\n").first.map(String.init) ?? "")
                if line.contains("events.unsubscribe") {
                    // Another connection's subscription is none of this one's.
                    #expect(answer["error"]?["code"] == -32001, "\(line) \(said)")
                } else {
                    #expect(answer["result"] != nil, "\(line) \(said)")
                }
            }
        }
    }
}
