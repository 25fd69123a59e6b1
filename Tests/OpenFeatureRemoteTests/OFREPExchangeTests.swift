import HTTPClient
import OpenFeature
import Testing

@testable import OpenFeatureRemote

@Suite struct OFREPExchangeTests {
    private static func read(_ body: String, status: Int = 200, headers: [(name: String, value: String)] = [])
        -> OFREPAnswer
    {
        OFREPExchange.read(
            HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)), now: 1_774_915_200)
    }

    @Test func `all sorts of values are read, and what is no flag is passed over`() {
        let answer = Self.read(
            """
            {"flags": [
              {"key": "b", "value": true, "reason": "STATIC", "variant": "on", "metadata": {"owner": "ada", "o": {}}},
              {"key": "s", "value": "text"}, {"key": "i", "value": 3}, {"key": "d", "value": 0.5},
              {"key": "o", "value": {"a": [1]}}, {"key": "none", "reason": "DISABLED"},
              {"key": "bad", "errorCode": "TARGETING_KEY_MISSING", "errorDetails": "who?"},
              {"key": "odd", "errorCode": "NO_SUCH_CODE"}, {"value": 1}, 7
            ], "metadata": {"version": "v"}, "more": 1}
            """, headers: [("etag", "\"t\"")])
        func found(_ value: FlagValue?) -> RemoteFlag {
            .found(value: value, variant: nil, reason: nil, metadata: [:])
        }
        let bad = FlagError(.targetingKeyMissing, "The flag service cannot evaluate it. who?")
        #expect(
            answer
                == .flags(
                    [
                        "b": .found(
                            value: .boolean(true), variant: "on", reason: "STATIC", metadata: ["owner": "ada"]),
                        "s": found("text"), "i": found(.integer(3)), "d": found(.float(0.5)),
                        "o": found(.structure(["a": .list([.integer(1)])])),
                        "none": .found(value: nil, variant: nil, reason: "DISABLED", metadata: [:]),
                        "bad": .failed(bad),
                        "odd": .failed(FlagError(.general, "The flag service cannot evaluate it.")),
                    ], tag: "\"t\""))
    }

    @Test(arguments: [
        ("7", 7.0), ("0", 0), ("-5", 0), ("999999999", 3600), ("2026-03-31T00:00:30Z", 30),
        ("Tue, 31 Mar 2026 00:00:10 GMT", 10), ("2020-01-01T00:00:00Z", 0), ("soon", nil), ("", nil),
    ])
    func `a wish to be left alone is read in each of its forms`(text: String, seconds: Double?) {
        #expect(
            Self.read("", status: 429, headers: [("Retry-After", text)])
                == .failed(
                    FlagError(.general, "The flag service answers HTTP 429."), retryAfter: seconds.map { .seconds($0) })
        )
    }

    @Test func `a context that cannot be evaluated is told from a service that is not well`() {
        #expect(
            Self.read(#"{"errorCode": "INVALID_CONTEXT", "errorDetails": "no"}"#, status: 400)
                == .refused(FlagError(.invalidContext, "The flag service does not take the context. no")))
        #expect(Self.read("", status: 304) == .unchanged)
    }

    @Test(arguments: ["a\nX-Evil: 1", String(repeating: "t", count: 600)])
    func `a tag that no header can hold is none`(tag: String) {
        #expect(Self.read(#"{"flags": []}"#, headers: [("ETag", tag)]) == .flags([:], tag: nil))
    }
}
