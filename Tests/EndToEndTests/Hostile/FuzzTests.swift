import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Requests that were damaged at random, against the framer and the dispatcher of the real daemon.
    ///
    /// `KATO_FUZZ=1000000` makes the run longer, `KATO_FUZZ_SEED=…` repeats one.
    @Suite struct FuzzTests {
        private static let environment = ProcessInfo.processInfo.environment
        private static let requests = environment["KATO_FUZZ"].flatMap { Int($0) } ?? 8000
        private static let seed = environment["KATO_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...(.max))
        /// Lines that are sent before the answers are read: few enough to fit what the socket holds.
        private static let burst = 32

        @Test func `damaged requests get proper answers, and cost the daemon nothing that stays`() async throws {
            print("KATO_FUZZ_SEED=\(Self.seed) KATO_FUZZ=\(Self.requests)")
            let home = try KatoHome()
            let chat = home.conversation()
            for number in 0..<20 { try chat.user("message \(number)") }
            let pid = try await home.start()
            try await eventually("the conversation is known") {
                try await home.status()["sessions"]?["total"]?.intValue == 1
            }
            let document = try await home.kato("call", "rpc.discover").json()
            var mutator = RequestMutator(seed: Self.seed, document: document, session: chat.id)
            try Self.send(Self.requests / 4, to: home, &mutator)
            let before = try DaemonFacts(pid)
            try Self.send(Self.requests, to: home, &mutator)
            // The journal opens a second reader when it first needs one.
            try await eventually("row 72: the descriptors are back") {
                try DaemonFacts(pid).descriptors <= before.descriptors + 4
            }
            let after = try DaemonFacts(pid)
            print("\(Self.requests) requests: \(before) before, \(after) after")
            // As in ``FairnessTests``: pools may not have started all of their threads before.
            #expect(after.threads <= before.threads + 5, "row 72: \(before) \(after)")
            #expect(after.residentKibibytes < before.residentKibibytes + 12 << 10, "row 72: \(before) \(after)")
            #expect(try await home.status()["pid"]?.intValue == Int64(pid))
        }

        /// Sends damaged lines, and after each burst one that is whole, whose answer has to come.
        private static func send(_ count: Int, to home: KatoHome, _ mutator: inout RequestMutator) throws {
            var client = try RawClient(home)
            for number in 0..<count / burst {
                // A connection that is never closed would hide what closing leaves behind.
                if number % 50 == 49 { client = try RawClient(home) }
                var bytes: [UInt8] = []
                for _ in 0..<burst { bytes += mutator.next() + [0x0A] }
                let end = "end-\(number)"
                bytes += Array(#"{"jsonrpc":"2.0","id":"\#(end)","method":"daemon.ping"}"#.utf8) + [0x0A]
                client.send(bytes)
                while true {
                    guard let answer = try client.line() else {
                        Issue.record(
                            "The connection ended. Seed \(seed), sent: \(String(decoding: bytes, as: UTF8.self))")
                        client = try RawClient(home)
                        break
                    }
                    if answer["id"]?.stringValue == end { break }
                    for entry in answer.arrayValue ?? [answer] { judge(entry) }
                }
            }
        }

        /// What may come back: a result, an error with a code of ours that says something, or an event.
        private static func judge(_ answer: JSONValue) {
            if answer["method"] == "events.event" { return }
            #expect(answer["jsonrpc"] == "2.0" && answer["id"] != nil, "seed \(seed): \(answer)")
            guard let error = answer["error"] else {
                #expect(answer["result"] != nil, "seed \(seed): \(answer)")
                return
            }
            let code = error["code"]?.intValue ?? 0
            // An internal error is a mistake of ours, whatever was sent.
            #expect(code != -32603 && (-32768...(-32000)).contains(code), "seed \(seed): \(answer)")
            #expect(
                error["message"]?.stringValue?.isEmpty == false && answer["result"] == nil, "seed \(seed): \(answer)")
        }
    }
}
