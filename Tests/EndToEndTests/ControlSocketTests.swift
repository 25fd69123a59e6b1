import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct ControlSocketTests {
        /// Sends `lines` with socat, closes that half, and returns what comes back.
        private static func socat(_ home: KatoHome, _ lines: String) async throws -> [JSONValue] {
            let said = try await Shell.run(
                "socat", ["-t", "10", "-", "UNIX-CONNECT:\(home.socket)"],
                environment: home.environment, input: lines)
            #expect(said.status == 0, "\(said)")
            return try said.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
        }

        @Test func `socat asks for the status in one line and gets it in one line`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let answers = try await Self.socat(home, #"{"jsonrpc":"2.0","id":1,"method":"daemon.status"}"# + "\n")
            let result = try #require(answers.first?["result"])
            #expect(answers.count == 1)
            #expect(result["pid"]?.intValue == Int64(pid))
            #expect(result["socketPath"]?.stringValue == home.socket)
            for key in ["schemaVersion", "version", "startedAt", "sessions", "recordings", "problems"] {
                #expect(result[key] != nil, "\(key)")
            }
        }

        @Test func `every error has a code, a message and a hint, and the connection goes on`() async throws {
            let home = try KatoHome()
            try await home.start()
            let answers = try await Self.socat(
                home,
                """
                this is not JSON
                {"jsonrpc":"2.0","id":1,"method":"no.such"}
                {"jsonrpc":"2.0","id":2,"method":"sessions.get","params":{}}
                {"jsonrpc":"2.0","id":3,"method":"sessions.get","params":{"session":"nobody"}}
                {"jsonrpc":"2.0","id":4,"method":"daemon.ping"}

                """)
            #expect(answers.count == 5)
            #expect(answers.prefix(3).compactMap { $0["error"]?["code"]?.intValue } == [-32700, -32601, -32602])
            for answer in answers.prefix(4) {
                #expect(answer["error"]?["message"]?.stringValue?.isEmpty == false)
                #expect(answer["error"]?["data"]?["hint"]?.stringValue?.isEmpty == false, "\(answer)")
            }
            #expect(answers.last?["result"]?["pid"] != nil)
        }

        @Test func `discovery names every method, and each of them answers`() async throws {
            let home = try KatoHome()
            try await home.start()
            let document = try await home.kato("call", "rpc.discover").json()
            let names = document["methods"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            for name in ["daemon.ping", "daemon.stop", "sessions.export", "recordings.capture", "rpc.discover"] {
                #expect(names.contains(name))
            }
            for name in names where name != "daemon.stop" {
                let answer = try await Self.socat(home, #"{"jsonrpc":"2.0","id":1,"method":"\#(name)"}"# + "\n")
                #expect(answer.first?["error"]?["code"]?.intValue != -32601, "\(name)")
                #expect(answer.count == 1)
            }
        }

        @Test func `a recording can be started, captured and stopped over the socket`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("the first words")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let session = #"{"session":"\#(chat.id)"}"#
            #expect(try await home.kato("call", "recordings.capture", session).status == 0)
            try await eventually("it is recorded") { home.recording().contains("the first words") }
            try chat.assistant("the second words")
            try await eventually("it goes on") { home.recording().contains("the second words") }
            let list = try await home.kato("call", "recordings.list", session).json()
            #expect(list["recordings"]?.arrayValue?.count == 1)
            #expect(try await home.kato("call", "recordings.stop", session).status == 0)
            #expect(try await home.status()["recordings"]?["active"]?.intValue == 0)
        }
    }
}
