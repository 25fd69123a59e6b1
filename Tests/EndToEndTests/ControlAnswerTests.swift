import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    /// What the socket answers to requests that are well-formed and mean nothing, and what it tells of recordings.
    @Suite struct ControlAnswerTests {
        private static func call(_ home: KatoHome, _ method: String, _ params: String) throws -> JSONValue? {
            try RawClient.exchange(home, #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(params)}"# + "\n")
                .first
        }

        @Test func `a cursor that no page gave is refused, and so is a format that does not fit`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let calls = [
                ("sessions.list", #"{"cursor":"zzz"}"#), ("recordings.list", #"{"cursor":"zzz"}"#),
                ("sessions.events", #"{"session":"\#(chat.id)","cursor":"zzz"}"#),
                ("sessions.events", #"{"session":"\#(chat.id)","cursor":"-1"}"#),
                ("logs.recent", #"{"cursor":"zzz"}"#),
                ("sessions.export", #"{"session":"\#(chat.id)","path":"/tmp/x.md","format":"html"}"#),
                ("sessions.export", #"{"session":"\#(chat.id)","path":"x.md"}"#),
                ("recordings.start", #"{"session":"\#(chat.id)","path":"notes/x.md"}"#),
                ("recordings.capture", #"{"session":"\#(chat.id)","path":"x.md"}"#),
                ("recordings.repair", #"{"path":"x.md"}"#),
            ]
            for (method, params) in calls {
                let error = try Self.call(home, method, params)?["error"]
                #expect(error?["code"] == -32602, "\(method) \(params): \(String(describing: error))")
                #expect(
                    error?["data"]?["hint"]?.stringValue?.isEmpty == false, "\(method): \(String(describing: error))")
            }
        }

        @Test func `pages follow each other to the end`() async throws {
            let home = try KatoHome()
            try await home.start()
            for number in 0..<3 { try home.conversation().user("::record\nnumber \(number)") }
            try await eventually("all are recorded") {
                try await home.status()["recordings"]?["active"]?.intValue == 3
            }
            for (method, list) in [("sessions.list", "sessions"), ("recordings.list", "recordings")] {
                var (ids, cursor): (Set<String>, String) = ([], "")
                while true {
                    let page = try Self.call(home, method, #"{"limit":1\#(cursor)}"#)?["result"]
                    ids.formUnion(page?[list]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? [])
                    guard let next = page?["nextCursor"]?.stringValue else { break }
                    cursor = #","cursor":"\#(next)""#
                }
                #expect(ids.count == 3, "\(method)")
            }
        }

        @Test func `a recording that stops is named, to subscribers and in the answer`() async throws {
            let home = try KatoHome()
            try await home.start()
            var client = try RawClient(home)
            client.send(
                #"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"types":["recording"]}}"# + "\n")
            #expect(try client.line()?["result"] != nil)
            let chat = home.conversation()
            try chat.user("::record\nhello")
            let started = try #require(try client.line()?["params"]?["data"])
            #expect(started["state"] == "started")
            try chat.user("::stop")
            let stopped = try #require(try client.line()?["params"]?["data"])
            #expect(stopped["state"] == "stopped" && stopped["path"] == started["path"], "\(stopped.text())")
            let session = #"{"session":"\#(chat.id)"}"#
            #expect(try await home.kato("call", "recordings.start", session).status == 0)
            let answer = try await home.kato("call", "recordings.stop", session).json()
            #expect(answer["path"] == started["path"], "\(answer.text())")
        }

        @Test func `what a client asked for is not shown as typed, and a copy not at all`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            try chat.user("::record\nhello")
            try await eventually("it is recorded") { home.recording().contains("hello") }
            for number in 0..<6 {
                #expect(try await home.kato("export", chat.id, "-o", home.project + "/\(number).md").status == 0)
                #expect(try await home.kato("export", chat.id, "-o", home.recordings + "/\(number).md").status == 0)
            }
            #expect(try await home.kato("call", "recordings.stop", #"{"session":"\#(chat.id)"}"#).status == 0)
            let commands = try await home.status()["lastCommands"]?.arrayValue ?? []
            #expect(commands.map { $0["command"] } == ["stop", "record"], "\(commands)")
            #expect(commands.map { $0["origin"] } == ["control", "chat"], "\(commands)")
            let screen = try await home.kato("status")
            #expect(screen.output.contains("::record") && !screen.output.contains("::stop"), "\(screen)")
            #expect(screen.output.contains(" stop "), "\(screen)")
        }

        @Test func `more commands are told when they are asked for`() async throws {
            let home = try KatoHome()
            try await home.start()
            let chat = home.conversation()
            for number in 0..<4 { try chat.user("::record\n\(number)\n::stop") }
            try await eventually("all were looked at") {
                try Self.call(home, "daemon.status", #"{"commands":50}"#)?["result"]?["lastCommands"]?.arrayValue?.count
                    == 8
            }
            #expect(try await home.status()["lastCommands"]?.arrayValue?.count == 5)
            let all = try await home.kato("status", "--all")
            #expect(all.output.occurrences(of: "::record") == 4 && all.output.occurrences(of: "::stop") == 4, "\(all)")
        }

        @Test func `a recording is shown by its title, and only those that are on can be asked for`() async throws {
            let home = try KatoHome()
            try await home.start()
            try home.conversation().user("::record\nThe very first words of it")
            try await eventually("it is recorded") { try await home.status()["recordings"]?["active"]?.intValue == 1 }
            for number in 0..<9 { try home.conversation().user("::record\nnumber \(number)\n::stop") }
            try await eventually("all are known") { try await home.status()["sessions"]?["total"]?.intValue == 10 }
            let screen = try await home.kato("status")
            #expect(screen.output.contains("● The very first words of it"), "\(screen)")
            let on =
                try Self.call(home, "recordings.list", #"{"active":true}"#)?["result"]?["recordings"]?.arrayValue ?? []
            #expect(on.map { $0["title"] } == ["The very first words of it"], "\(on)")
        }
    }
}
