import JSONRPC
import StrictJSON
import Testing

@Suite struct MessageValueTests {
    @Test(arguments: [
        Request(id: .int(1), method: "a", params: ["x": 1]), Request(id: nil, method: "ä\n\u{2028}", params: [1]),
        Request(id: .null, method: "a"), Request(id: .string("i\u{7F}"), method: "a", params: []),
        Request(id: .number("99999999999999999999"), method: "a"),
    ])
    func `a request is one line of ASCII and is read again`(request: Request) {
        let line = request.encoded()
        #expect(line.last == 0x0A)
        #expect(line.dropLast().allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(Message.decode(Array(line.dropLast())) == .single(.success(request)))
    }

    @Test(arguments: [
        Response(id: .int(1), result: .success(["x": nil])), Response(id: .null, result: .success(nil)),
        Response(id: .string("ä"), result: .failure(ErrorObject(code: -32001, message: "m\n", data: ["hint": "h"]))),
        Response(id: .int(2), result: .failure(.internalError("m"))),
    ])
    func `a response is one line of ASCII and is read again`(response: Response) throws {
        let line = response.encoded()
        #expect(line.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(try Response(json: JSONValue.parse(line)) == response)
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","result":1,"error":{"code":1,"message":"m"},"id":1}"#, #"{"jsonrpc":"2.0","id":1}"#,
        #"{"result":1,"id":1}"#, #"{"jsonrpc":"2.0","result":1}"#, #"{"jsonrpc":"2.0","result":1,"id":1.5}"#,
        #"{"jsonrpc":"2.0","error":{"code":"1","message":"m"},"id":1}"#, #"{"jsonrpc":"2.0","error":null,"id":1}"#,
        #"{"jsonrpc":"2.0","error":{"code":1.5,"message":"m"},"id":1}"#,
        #"{"jsonrpc":"2.0","error":{"code":1},"id":1}"#,
        #"{"jsonrpc":"2.0","method":"m","id":1}"#, "[]", "1",
    ])
    func `what is neither result nor error is no response`(text: String) throws {
        #expect(try Response(json: JSONValue.parse(text)) == nil)
    }

    @Test func `every error of the protocol has its code and a hint`() {
        let errors: [ErrorObject] = [
            .parseError("m"), .invalidRequest("m"), .methodNotFound("m", hint: "h"), .invalidParams("m", hint: "h"),
            .internalError("m"),
        ]
        #expect(errors.map(\.code) == [-32700, -32600, -32601, -32602, -32603])
        #expect(errors.allSatisfy { $0.data?["code"]?.stringValue != nil && $0.data?["hint"]?.stringValue != nil })
    }
}
