import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct EventStreamTests {
        @Test func `a connection follows so many streams and no more`() async throws {
            let home = try KatoHome()
            try await home.start()
            var client = try RawClient(home)
            let answers = try (1...17).map { number in
                client.send(#"{"jsonrpc":"2.0","id":\#(number),"method":"events.subscribe"}"# + "\n")
                return try client.line()
            }
            #expect(answers.dropLast().allSatisfy { $0?["result"]?["subscription"] != nil })
            #expect(answers.last??["error"] != nil)
        }

        @Test func `a subscriber hears of conversations, commands, recordings and nothing of what is said`()
            async throws
        {
            let home = try KatoHome()
            try await home.start()
            var client = try RawClient(home)
            client.send(#"{"jsonrpc":"2.0","id":1,"method":"events.subscribe"}"# + "\n")
            #expect(try client.line()?["result"]?["subscription"] == "1")
            let chat = home.conversation()
            // The beginning of a message names the file, and files are named in events.
            try chat.user(String(repeating: "hello ", count: 20) + "\na secret thing\n::record")
            var seen: [String: JSONValue] = [:]
            while seen["recording"] == nil || seen["command"] == nil || seen["session"] == nil {
                let event = try #require(try client.line())
                #expect(event["method"] == "events.event" && event["id"] == nil)
                #expect(!event.text().contains("secret"))
                let params = try #require(event["params"])
                seen[params["type"]?.stringValue ?? ""] = params
            }
            #expect(seen["command"]?["data"]?["verdict"] == "applied")
            #expect(seen["recording"]?["data"]?["state"] == "started")
            #expect(seen["session"]?["data"]?["newEvents"] == 1)
        }

        @Test func `after a break the events in between are made up for`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            var first = try RawClient(home)
            first.send(#"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"types":["command"]}}"# + "\n")
            let token = try #require(try first.line()?["result"]?["resume"]?.stringValue)
            let session = #"{"session":"\#(chat.id)"}"#
            #expect(try await home.kato("call", "recordings.start", session).status == 0)
            #expect(try await home.kato("call", "recordings.stop", session).status == 0)
            var second = try RawClient(home)
            second.send(
                #"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"types":["command"],"resume":"\#(token)"}}"#
                    + "\n")
            #expect(try second.line()?["result"] != nil)
            for command in ["record", "stop"] {
                #expect(try second.line()?["params"]?["data"]?["command"]?.stringValue == command)
            }
        }

        @Test func `a subscription can be ended, and only by its connection`() async throws {
            let home = try KatoHome()
            try await home.start()
            var client = try RawClient(home)
            client.send(#"{"jsonrpc":"2.0","id":1,"method":"events.subscribe"}"# + "\n")
            #expect(try client.line()?["result"] != nil)
            let end = #"{"jsonrpc":"2.0","id":2,"method":"events.unsubscribe","params":{"subscription":"1"}}"# + "\n"
            #expect(try RawClient.exchange(home, end).first?["error"]?["code"] == -32001)
            client.send(end + end)
            #expect(try client.line()?["result"]?["ended"] == true)
            #expect(try client.line()?["error"]?["code"] == -32001)
        }
    }
}
