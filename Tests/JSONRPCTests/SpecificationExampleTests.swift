import JSONRPC
import StrictJSON
import Testing

/// The situations for which the specification of JSON-RPC 2.0 gives an example, with values of our own.
@Suite struct SpecificationExampleTests {
    @Test(arguments: [
        (#"{"jsonrpc":"2.0","method":"subtract","params":[50,8],"id":1}"#, #"{"jsonrpc":"2.0","result":42,"id":1}"#),
        (
            #"{"jsonrpc":"2.0","method":"subtract","params":[8,50],"id":"b"}"#,
            #"{"jsonrpc":"2.0","result":-42,"id":"b"}"#
        ),
        (
            #"{"id":3,"params":{"subtrahend":8,"minuend":50},"method":"subtract","jsonrpc":"2.0"}"#,
            #"{"jsonrpc":"2.0","result":42,"id":3}"#
        ),
        (
            #"{"jsonrpc":"2.0","method":"foobar","id":"1"}"#,
            #"{"jsonrpc":"2.0","error":{"code":-32601,"message":"There is no method foobar."},"id":"1"}"#
        ),
    ])
    func `a call is answered under its id`(line: String, reply: String) async {
        #expect(await Answering().reply(line) == reply + "\n")
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","method":"update","params":[1,2,3]}"#, #"{"jsonrpc":"2.0","method":"foobar"}"#,
        #"[{"jsonrpc":"2.0","method":"update"},{"jsonrpc":"2.0","method":"subtract","params":[1]}]"#,
    ])
    func `a notification is carried out and not answered, even when it fails`(line: String) async {
        let server = Answering()
        #expect(await server.reply(line) == nil)
        #expect(!server.carriedOut.isEmpty)
    }

    @Test(arguments: [
        (#"{"jsonrpc":"2.0","method":"foobar,"params":"bar","baz]"#, -32700),
        (#"[{"jsonrpc":"2.0","method":"update","id":1},{"jsonrpc":"2.0","method"]"#, -32700),
        (#"{"jsonrpc":"2.0","method":1,"params":"bar"}"#, -32600), ("[]", -32600),
    ])
    func `a bad line is answered by one error without an id`(line: String, code: Int) async throws {
        let server = Answering()
        let response = try #require(try await response(server.reply(line)))
        #expect(response.failure?.code == code)
        #expect(response.id == .null)
        #expect(server.carriedOut.isEmpty)
    }

    @Test(arguments: [("[1]", 1), ("[1,2,3]", 3), ("[[]]", 1), ("[[[]],null,\"x\"]", 3)])
    func `a batch of non-requests is answered by as many errors`(line: String, count: Int) async throws {
        let responses = try await responses(Answering().reply(line))
        #expect(responses.map { $0.failure?.code } == Array(repeating: -32600, count: count))
        #expect(responses.allSatisfy { $0.id == .null })
    }

    @Test func `a mixed batch is answered entry by entry, notifications left out`() async throws {
        let server = Answering()
        let line = """
            [{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":"1"},{"jsonrpc":"2.0","method":"update"},\
            {"foo":"boo"},{"jsonrpc":"2.0","method":"foo.get","params":{"name":"myself"},"id":"5"},\
            {"jsonrpc":"2.0","method":"echo","params":["hello",5],"id":9}]
            """
        let responses = try await responses(server.reply(line))
        #expect(responses.map(\.id) == [.string("1"), .null, .string("5"), .int(9)])
        #expect(responses.map { $0.failure?.code } == [nil, -32600, -32601, nil])
        #expect(responses.map { try? $0.result.get() } == [19, nil, nil, ["hello", 5]])
        #expect(server.carriedOut == ["subtract", "update", "foo.get", "echo"])
    }
}
