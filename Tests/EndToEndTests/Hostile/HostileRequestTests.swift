import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    /// Rows 37 to 58: JSON that is no proper JSON-RPC.
    @Suite struct HostileRequestTests {
        private static func with(id: String = "1", method: String = #""daemon.ping""#, _ more: String = "") -> String {
            #"{"jsonrpc":"2.0","id":\#(id),"method":\#(method)\#(more)}"#
        }

        private static let rows: [(Int, String, Int64?)] = [
            (37, #"{"id":1,"method":"daemon.ping"}"#, -32600),
            (38, #"{"jsonrpc":"1.0","id":1,"method":"daemon.ping"}"#, -32600),
            (38, #"{"jsonrpc":2.0,"id":1,"method":"daemon.ping"}"#, -32600),
            (38, #"{"jsonrpc":"2.00","id":1,"method":"daemon.ping"}"#, -32600),
            (39, #"{"jsonrpc":"2.0","id":1}"#, -32600), (39, with(method: #""""#), -32600),
            (39, with(method: "7"), -32600),
            (39, with(method: "\"" + String(repeating: "m", count: 1_000_000) + "\""), -32600),
            (40, with(method: #""rpc.discover""#), nil), (40, with(method: #""rpc.other""#), -32601),
            (41, with(method: #""no\u001b[31m.such""#), -32601),
            (42, with(#","params":null"#), -32600), (42, with(#","params":"x""#), -32600),
            (42, with(#","params":7"#), -32600),
            (43, with(method: #""sessions.list""#, #","params":[2]"#), nil),
            (43, with(method: #""sessions.list""#, #","params":["2"]"#), -32602),
            (43, with(method: #""daemon.ping""#, #","params":[1]"#), -32602),
            (44, with(method: #""sessions.list""#, #","params":{"limit":2,"other":1}"#), -32602),
            (46, with(id: "{}"), -32600), (46, with(id: "[]"), -32600), (46, with(id: "true"), -32600),
            (46, with(id: "1.5"), -32600), (46, with(id: #""""#), nil), (46, with(id: "null"), nil),
            (46, with(id: "\"" + String(repeating: "i", count: 1_000_000) + "\""), -32600),
            (49, "[]", -32600), (52, "[" + Array(repeating: "1", count: 65).joined(separator: ",") + "]", -32600),
            (52, "[" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "]", -32600),
            (56, #"{"jsonrpc":"2.0","id":1,"result":7}"#, -32600),
            (57, #"{"jsonrpc":"2.0","id":"x","error":{}}"#, -32600),
        ]

        @Test func `each is answered with its code, and the connection goes on`() async throws {
            let home = try KatoHome()
            try await home.start()
            for (row, line, code) in Self.rows {
                let answers = try RawClient.exchange(home, line + "\n" + RawClient.ping)
                #expect(answers.count == 2, "row \(row): \(line.prefix(60))")
                #expect(answers.first?["error"]?["code"]?.intValue == code, "row \(row): \(line.prefix(60)) \(answers)")
                #expect(answers.last?["id"] == "after", "row \(row)")
                // What the client sent is not said back to it where it could steer a terminal.
                let said = answers.first?.text() ?? ""
                #expect(!said.contains("\u{1B}"), "row \(row)")
            }
        }

        @Test func `a parameter of a wrong type is refused, for every parameter of every method`() async throws {
            let home = try KatoHome()
            try await home.start()
            let document = try await home.kato("call", "rpc.discover").json()
            var count = 0
            for method in document["methods"]?.arrayValue ?? [] {
                let name = method["name"]?.stringValue ?? ""
                for parameter in method["params"]?.arrayValue ?? [] {
                    let key = parameter["name"]?.stringValue ?? ""
                    for value in [#"{"a":1}"#, "[[]]", "-1", "1e3", #""""#, #""no such word ☃""#] {
                        // Some methods take a number, and many any text; what fits the schema is not tried.
                        if value == "-1" || value == "1e3" || !Self.isText(parameter) || value == #""""# {
                            let line = #"{"jsonrpc":"2.0","id":1,"method":"\#(name)","params":{"\#(key)":\#(value)}}"#
                            let answer = try RawClient.exchange(home, line + "\n").first
                            #expect(
                                answer?["error"]?["code"]?.intValue == -32602,
                                "row 45: \(line) \(String(describing: answer))")
                            count += 1
                        }
                    }
                }
            }
            #expect(count > 60)
        }

        private static func isText(_ parameter: JSONValue) -> Bool {
            parameter["schema"]?["type"] == "string" && parameter["schema"]?["enum"] == nil
        }

        @Test func `batches are answered entry by entry, and notifications never`() async throws {
            let home = try KatoHome()
            try await home.start()
            let ping = #"{"jsonrpc":"2.0","id":"after","method":"daemon.ping"}"#
            let silent = #"{"jsonrpc":"2.0","method":"daemon.ping"}"#
            func codes(_ line: String) throws -> [Int64?] {
                let answer = try RawClient.exchange(home, line + "\n").first
                return answer?.arrayValue?.map { $0["error"]?["code"]?.intValue } ?? []
            }
            #expect(try codes("[[]]") == [-32600], "row 50")
            #expect(try codes("[1,2,3]") == [-32600, -32600, -32600], "row 51")
            #expect(try RawClient.exchange(home, "[\(silent),\(silent)]\n").isEmpty, "row 53")
            #expect(try codes("[\(ping),7,\(silent),{}]") == [nil, -32600, -32600], "row 54")
            #expect(try codes("[[\(ping)],\(ping)]") == [-32600, nil], "row 55")
            // The same id twice is the client's own affair: two answers (row 47).
            #expect(try RawClient.exchange(home, "\(ping)\n\(ping)\n").count == 2, "row 47")
        }

        @Test func `a notification of any method, also a failing one, sends nothing back`() async throws {
            let home = try KatoHome()
            try await home.start()
            let document = try await home.kato("call", "rpc.discover").json()
            let names = document["methods"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            let lines = names.filter { $0 != "daemon.stop" && $0 != "daemon.reload" }
                .map { #"{"jsonrpc":"2.0","method":"\#($0)"}"# + "\n" }
            let failing =
                #"{"jsonrpc":"2.0","method":"no.such"}"# + "\n" + #"{"jsonrpc":"2.0","method":"sessions.get"}"# + "\n"
            var client = try RawClient(home)
            client.send(lines.joined() + failing + RawClient.ping)
            // A subscription is made without an answer; its events are no answers either.
            var answer = try client.line()
            while let line = answer, line["id"] == nil { answer = try client.line() }
            #expect(answer?["id"] == "after", "row 48")
        }

        @Test func `what comes after a stop in the same packet does no harm`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let stop = #"{"jsonrpc":"2.0","id":1,"method":"daemon.stop"}"# + "\n"
            let answers = try RawClient.exchange(home, stop + String(repeating: RawClient.ping, count: 100))
            #expect(answers.first?["result"]?["stopping"] == true, "row 58")
            try await eventually("the daemon is gone") { !LivingProcess.exists(pid) }
        }
    }
}
