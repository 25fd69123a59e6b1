import JSONRPC
import StrictJSON
import Testing

@Suite struct HostileRequestTests {
    private static let long = String(repeating: "m", count: 1_000_000)

    @Test(arguments: [
        #"{"method":"echo","id":1}"#, #"{"jsonrpc":"1.0","method":"echo","id":1}"#,
        #"{"jsonrpc":2.0,"method":"echo","id":1}"#, #"{"jsonrpc":"2.00","method":"echo","id":1}"#,
        #"{"jsonrpc":null,"method":"echo","id":1}"#, #"{"JSONRPC":"2.0","method":"echo","id":1}"#,
        #"{"jsonrpc":"2.0","id":1}"#, #"{"jsonrpc":"2.0","method":"","id":1}"#,
        #"{"jsonrpc":"2.0","method":7,"id":1}"#, #"{"jsonrpc":"2.0","Method":"echo","id":1}"#,
        #"{"jsonrpc":"2.0","method":["echo"],"id":1}"#, #"{"jsonrpc":"2.0","method":"\#(long)","id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","method":"update","id":1}"#,
        #"{"jsonrpc":"2.0","jsonrpc":"2.0","method":"echo","id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","params":[],"params":{},"id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","params":null,"id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","params":"x","id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","params":5,"id":1}"#,
        #"{"jsonrpc":"2.0","method":"echo","params":true,"id":1}"#,
        #"{"jsonrpc":"2.0","result":5,"id":1}"#, #"{"jsonrpc":"2.0","error":{"code":1,"message":"m"},"id":1}"#,
    ])
    func `what is no request is refused under its id and not carried out`(line: String) async throws {
        let server = Answering()
        let response = try #require(try await response(server.reply(line)))
        #expect(response.failure?.code == -32600)
        #expect(response.id == .int(1))
        #expect(server.carriedOut.isEmpty)
    }

    @Test(arguments: [
        "{}", "[]", "{\"a\":1}", "true", "false", "1.5", "1e3", "1.0", "1e999", "\"\(long)\"",
        "\"\(long.prefix(257))\"",
        "-0.0", String(repeating: "9", count: 400),
    ])
    func `an unusable id is refused with a null id`(id: String) async throws {
        let server = Answering()
        let line = #"{"jsonrpc":"2.0","method":"echo","id":\#(id)}"#
        let response = try #require(try await response(server.reply(line)))
        #expect(response.failure?.code == -32600)
        #expect(response.id == .null)
        #expect(server.carriedOut.isEmpty)
    }

    @Test func `an id given twice is refused with a null id`() async throws {
        let line = #"{"jsonrpc":"2.0","id":1,"method":"echo","id":1}"#
        let response = try #require(try await response(Answering().reply(line)))
        #expect(response.failure?.code == -32600)
        #expect(response.id == .null)
    }

    @Test(arguments: [
        "null", "\"\"", "0", "-1", "-0", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", #""a\u0000\u001b[31m\u2028\u007f""#, #""\ud83d\ude00""#,
        "\"\(long.prefix(256))\"", String(repeating: "9", count: 256),
    ])
    func `any other id comes back exactly`(id: String) async {
        let line = #"{"jsonrpc":"2.0","method":"update","id":\#(id)}"#
        #expect(await Answering().reply(line) == #"{"jsonrpc":"2.0","result":null,"id":\#(id)}"# + "\n")
    }

    @Test(arguments: ["rpc.discover", "rpc.", "no", "Subtract", "subtract ", "\\u0000", "\\u001b[31m\\u2028é"])
    func `an unknown method is told without a control character`(method: String) async throws {
        let line = #"{"jsonrpc":"2.0","method":"\#(method)","id":1}"#
        #expect(try await response(Answering().reply(line))?.failure?.code == -32601)
    }

    @Test func `members and parameters nobody knows are left to the method`() async throws {
        let line = #"{"jsonrpc":"2.0","method":"echo","params":{"x":[1]},"id":1,"trace":{"id":2},"result":3}"#
        #expect(try await response(Answering().reply(line))?.result == .success(["x": [1]]))
    }

    @Test func `positional or named is the method's decision`() async throws {
        let line = #"{"jsonrpc":"2.0","method":"subtract","params":[1,2,3],"id":1}"#
        #expect(try await response(Answering().reply(line))?.failure?.code == -32602)
    }

    @Test(arguments: [(64, 64), (65, 0), (100_000, 0)])
    func `a batch over the limit is refused as a whole`(count: Int, carriedOut: Int) async throws {
        var limits = Limits()
        limits.maximumLineLength = 8 << 20
        let server = Answering(limits: limits)
        let entry = #"{"jsonrpc":"2.0","method":"update","id":1}"#
        let reply = await server.reply("[" + Array(repeating: entry, count: count).joined(separator: ",") + "]")
        #expect(server.carriedOut.count == carriedOut)
        if carriedOut > 0 {
            #expect(try responses(reply).count == count)
        } else {
            #expect(try response(reply)?.failure?.code == -32600)
        }
    }

    @Test func `the same id twice in a batch is answered twice`() async throws {
        let entry = #"{"jsonrpc":"2.0","method":"update","id":1}"#
        #expect(try await responses(Answering().reply("[\(entry),\(entry)]")).map(\.id) == [.int(1), .int(1)])
    }

    @Test(arguments: ["", " ", "\r", "\t \r", String(repeating: " ", count: 1_000_000)])
    func `an empty line is not answered`(line: String) async {
        #expect(await Answering().reply(line) == nil)
    }

    @Test(
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B], [0x00],
            [0x7B, 0x7D, 0x00],
            [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], Array("{}{}".utf8), Array("{\"a\":1,}".utf8),
            Array("nope".utf8),
            Array(#"{"jsonrpc":"2.0","method":"\ud800","id":1}"#.utf8), Array("{'jsonrpc':'2.0'}".utf8),
        ] as [[UInt8]]
    )
    func `a line that is not JSON is a parse error`(line: [UInt8]) async throws {
        let response = try #require(try await response(Answering().reply(line)))
        #expect(response.failure?.code == -32700)
        #expect(response.id == .null)
    }

    @Test(arguments: ["34", "\"x\"", "null", "true"])
    func `a lone value is no request`(line: String) async throws {
        #expect(try await response(Answering().reply(line))?.failure?.code == -32600)
    }

    @Test(arguments: [64, 65, 10_000, 500_000])
    func `the depth of a line is limited`(depth: Int) async throws {
        let line = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let reply = await Answering().reply(line)
        let isBatch = reply?.hasPrefix("[") == true
        #expect(isBatch == (depth <= 64))
        if !isBatch { #expect(try response(reply)?.failure?.message.contains("nested") == true) }
    }

    @Test func `a line or a response over its limit becomes an error`() async throws {
        var limits = Limits()
        limits.maximumLineLength = 100
        limits.maximumResponseLength = 200
        let server = Answering(limits: limits)
        #expect(try await response(server.reply(String(repeating: " ", count: 101)))?.failure?.code == -32600)
        let line = #"{"jsonrpc":"2.0","method":"echo","id":1,"params":["\#(String(repeating: "é", count: 20))"]}"#
        #expect(try await response(server.reply(line))?.failure == nil)
        limits.maximumResponseLength = 100
        #expect(try await response(Answering(limits: limits).reply(line))?.failure?.code == -32603)
    }
}
