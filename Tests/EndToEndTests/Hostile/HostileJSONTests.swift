import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    /// Rows 17 to 36: lines that are no JSON, or too much of it.
    @Suite struct HostileJSONTests {
        private static func request(_ rest: String) -> String { #"{"jsonrpc":"2.0","method":"daemon.ping",\#(rest)}"# }

        /// The row of the checklist, the line, and the code of the error that answers it; `nil` where it succeeds.
        private static let rows: [(Int, String, Int64?)] = [
            (17, #"{"jsonrpc":"2.0","id":1,"met"#, -32700),
            (18, request(#""id":1"#) + " x", -32700), (18, request(#""id":1"#) + "{}", -32700),
            (19, #"{"jsonrpc":"2.0","id":1,"method":"daemon.ping",}"#, -32700), (19, "[1,]", -32700),
            (20, "{'jsonrpc':'2.0'}", -32700), (20, request(#""id":1/*c*/"#), -32700),
            (21, request(#""id":NaN"#), -32700), (21, request(#""id":Infinity"#), -32700),
            (22, request(#""id":1e999"#), -32600), (22, request(#""id":1.5"#), -32600),
            (22, request(#""id":9007199254740993"#), nil), (22, request(#""id":9223372036854775807"#), nil),
            (22, request(#""id":9223372036854775808"#), nil), (22, request(#""id":-9223372036854775809"#), nil),
            (22, request(#""id":"# + String(repeating: "9", count: 400)), -32600),
            (23, String(repeating: "[", count: 65) + String(repeating: "]", count: 65), -32600),
            (23, String(repeating: "[", count: 10_000), -32600), (23, String(repeating: "[", count: 1_000_000), -32600),
            (24, String(repeating: #"{"a":"#, count: 70) + "1" + String(repeating: "}", count: 70), -32600),
            (25, request(#""id":1,"method":"daemon.stop""#), -32600), (25, request(#""id":1,"id":2"#), -32600),
            (27, request(#""id":"\uD800""#), -32700), (27, request(#""id":"\uDC00\uD800""#), -32700),
            (28, #"{"jsonrpc":"2.0","id":1,"method":"daemon.ping\u0000"}"#, -32601),
            (28, request(#""id":"a\u0000b""#), nil),
            (28, #"{"jsonrpc":"2.0","id":1,"method":"sessions.get","params":{"session":"a\u0000b"}}"#, -32001),
            (29, request("\"id\":\"a\u{1}b\""), -32700), (29, request("\"id\":\"a\tb\""), -32700),
            (32, #"{"jsonrpc":"2.0","id":1,"me\u0301thod":"daemon.ping"}"#, -32600),
            (33, #"{"JSONRPC":"2.0","id":1,"method":"daemon.ping"}"#, -32600),
            (33, #"{"jsonrpc":"2.0","id":1,"Method":"daemon.ping"}"#, -32600),
            (34, "\"text\"", -32600), (34, "7", -32600), (34, "null", -32600), (34, "true", -32600),
            (36, request(#""id":"\#(String(repeating: #"\u00e9"#, count: 200))""#), -32600),
        ]

        @Test func `what is no request is refused with a code, and the connection goes on`() async throws {
            let home = try KatoHome()
            try await home.start()
            for (row, line, code) in Self.rows {
                let answers = try RawClient.exchange(home, line + "\n" + RawClient.ping)
                #expect(answers.count == 2, "row \(row): \(line.prefix(60))")
                #expect(answers.first?["error"]?["code"]?.intValue == code, "row \(row): \(line.prefix(60)) \(answers)")
                #expect(answers.last?["id"] == "after", "row \(row)")
            }
        }

        @Test(
            arguments: [
                [0x22, 0xC0, 0xAF, 0x22], [0x22, 0x80, 0x22], [0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
                [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
            ] as [[UInt8]])
        func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) async throws {
            let home = try KatoHome()
            try await home.start()
            let answers = try RawClient.exchange(home, bytes + [0x0A] + Array(RawClient.ping.utf8))
            #expect(answers.map { $0["error"]?["code"]?.intValue } == [-32700, nil], "row 26")
        }

        @Test func `keys beyond all measure are refused as fast as others`() async throws {
            let home = try KatoHome()
            try await home.start()
            // What would be 10 MB or a million keys does not fit a line; the most that fits does no harm (rows 30, 31).
            let keys = (0..<90_000).map { "\"\(String($0, radix: 36))\":0" }.joined(separator: ",")
            for line in ["{\"" + String(repeating: "k", count: 1_000_000) + "\":1}", "{\(keys)}"] {
                let answers = try RawClient.exchange(home, line + "\n" + RawClient.ping)
                #expect(answers.map { $0["error"]?["code"]?.intValue } == [-32600, nil])
            }
            let long = try RawClient.exchange(home, "{\"" + String(repeating: "k", count: 10_000_000) + "\":1}\n")
            #expect(long.first?["error"]?["code"] == -32600 || long.isEmpty)
            // White space asks for nothing (row 35).
            let blank = try RawClient.exchange(home, String(repeating: " ", count: 1_000_000) + "\n" + RawClient.ping)
            #expect(blank.map { $0["id"] } == ["after"], "row 35")
        }

        @Test func `an id comes back exactly as it was sent`() async throws {
            let home = try KatoHome()
            try await home.start()
            for id in [
                "9007199254740993", "9223372036854775808", "-9223372036854775809", "-0", #""a b""#, #""""#, "null",
            ] {
                let said = try await Shell.run(
                    "socat", ["-t", "10", "-", "UNIX-CONNECT:\(home.socket)"], environment: home.environment,
                    input: Self.request("\"id\":\(id)") + "\n")
                let accepted = id == "-0" ? [#""id":-0}"#, #""id":0}"#] : ["\"id\":\(id)}"]
                #expect(accepted.contains { said.output.hasSuffix($0 + "\n") }, "\(id): \(said.output)")
            }
        }
    }
}
