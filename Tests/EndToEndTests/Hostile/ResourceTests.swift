import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Rows 59 to 72: clients that want more than their share.
    @Suite struct ResourceTests {
        private static func isAnswered(_ home: KatoHome) throws -> Bool {
            try RawClient.exchange(home, RawClient.ping).first?["result"] != nil
        }

        @Test func `a thousand silent connections leave room for others, and no descriptor behind`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let before = try DaemonFacts(pid)
            let silent = (0..<1000).compactMap { _ in try? SilentClient(home) }
            #expect(silent.count == 1000, "row 59")
            // They are all of one process; another one is answered.
            #expect(try await home.kato("call", "daemon.ping").status == 0)
            for client in silent { client.close() }
            try await eventually("the descriptors are back") {
                try DaemonFacts(pid).descriptors <= before.descriptors + 2
            }
            for _ in 0..<5000 { SilentClient.connectAndClose(home) }
            try await eventually("row 60: the descriptors are back") {
                try DaemonFacts(pid).descriptors <= before.descriptors + 2
            }
            #expect(try DaemonFacts(pid).threads <= before.threads + 2)
            #expect(try Self.isAnswered(home))
        }

        @Test func `a daemon without descriptors rests, and comes back when there are some`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let used = try DaemonFacts(pid).descriptors
            _ = try await Shell.run(
                "prlimit", ["--pid", "\(pid)", "--nofile=\(used + 4):1024"], environment: home.environment)
            let many = (0..<60).compactMap { _ in try? SilentClient(home) }
            try await eventually("it has none left") { try DaemonFacts(pid).descriptors >= used + 4 }
            let before = try DaemonFacts(pid).ticks
            let time = try await ContinuousClock().measure { try await Task.sleep(for: .seconds(2)) }
            let share = Double(try DaemonFacts(pid).ticks - before) / 100 / (time / .seconds(1))
            // One that asks again and again takes all of a processor that it gets.
            #expect(share < 0.15, "row 61: it computed for \(share) of the time")
            for client in many { client.close() }
            try await eventually("row 61: it answers again") { (try? Self.isAnswered(home)) == true }
        }

        @Test func `subscribers that never read cost little, and the others hear everything`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let chat = home.conversation()
            try chat.user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let subscribe =
                #"{"jsonrpc":"2.0","id":1,"method":"events.subscribe","params":{"types":["command"]}}"# + "\n"
            // As many as one process may have; each has several (rows 62 and 63).
            let deaf = try (0..<14).map { _ in try SilentClient(home) }
            for client in deaf { client.send(String(repeating: subscribe, count: 8)) }
            var reader = try RawClient(home)
            reader.send(subscribe)
            #expect(try reader.line()?["result"]?["subscription"] != nil)
            let before = try DaemonFacts(pid)
            for _ in 0..<40 {
                let record = #"{"jsonrpc":"2.0","id":1,"method":"recordings.start","params":{"session":"\#(chat.id)"}}"#
                let stop = #"{"jsonrpc":"2.0","id":2,"method":"recordings.stop","params":{"session":"\#(chat.id)"}}"#
                #expect(try RawClient.exchange(home, record + "\n" + stop + "\n").count == 2)
                for command in ["record", "stop"] {
                    #expect(try reader.line()?["params"]?["data"]?["command"]?.stringValue == command)
                }
            }
            #expect(try DaemonFacts(pid).residentKibibytes < before.residentKibibytes + 32 << 10)
            for client in deaf { client.close() }
        }

        @Test func `a page is never longer than is allowed, and leads to the next`() async throws {
            let home = try KatoHome()
            let chat = home.conversation()
            for number in 0..<600 { try chat.user("message \(number)") }
            try await home.start()
            try await eventually("all is known") {
                let status = try await home.status()
                return status["ingest"]?["state"] == "live" && status["sessions"]?["total"] == 1
            }
            var cursor = ""
            var seen = 0
            repeat {
                let line =
                    #"{"jsonrpc":"2.0","id":1,"method":"sessions.events","params":{"session":"\#(chat.id)","limit":500\#(cursor)}}"#
                let result = try #require(try RawClient.exchange(home, line + "\n").first?["result"])
                let events = result["events"]?.arrayValue?.count ?? 0
                #expect(events <= 500, "row 64")
                seen += events
                cursor = result["nextCursor"]?.stringValue.map { #","cursor":"\#($0)""# } ?? ""
            } while !cursor.isEmpty
            #expect(seen == 600)
        }

        @Test func `a flood of the dearest requests delays nobody, also when their clients leave`() async throws {
            let home = try KatoHome()
            let chat = home.conversation()
            for number in 0..<1000 { try chat.assistant("message \(number) " + String(repeating: "x", count: 1000)) }
            let pid = try await home.start()
            try await eventually("all is known") { try await home.status()["ingest"]?["state"] == "live" }
            // All files are read again, everything is rendered, the largest pages are made (rows 65 and 66).
            let dear = [
                #"{"jsonrpc":"2.0","id":"check","method":"sources.check"}"#,
                #"{"jsonrpc":"2.0","id":"export","method":"sessions.export","params":{"session":"\#(chat.id)"}}"#,
                #"{"jsonrpc":"2.0","id":"page","method":"sessions.events","params":{"session":"\#(chat.id)","limit":500}}"#,
            ].map { $0 + "\n" }.joined()
            // Threads for such work are started by the first who asks.
            #expect(try RawClient.exchange(home, dear).count == 3)
            let before = try DaemonFacts(pid)
            let leaving = try (0..<8).map { _ in try SilentClient(home) }
            for client in leaving { client.send(dear) }
            for client in leaving { client.close() }
            for _ in 0..<20 { #expect(try Self.isAnswered(home), "row 65") }
            for _ in 0..<4 {
                let answers = try RawClient.exchange(home, dear)
                #expect(answers.count == 3, "row 65: \(answers)")
                // Checks take their turn; who finds one running is told so.
                let check = answers.first { $0["id"] == "check" }
                #expect(check?["result"] != nil || check?["error"]?["code"] == -32004, "row 65: \(answers)")
            }
            try await eventually("row 66: nothing of them is left") {
                try DaemonFacts(pid).descriptors <= before.descriptors + 1
            }
            #expect(try DaemonFacts(pid).threads <= before.threads + 2)
        }

        @Test func `what only a client wanted to know ends when it leaves`() async throws {
            let home = try KatoHome()
            let chat = home.conversation()
            let long = String(repeating: "x", count: 4000)
            try home.folder.append(
                (0..<3000).map { chat.userLine("message \($0) \(long)") + "\n" }.joined(),
                to: "claude/projects/-work/\(chat.id).jsonl")
            let pid = try await home.start()
            try await eventually("all is known") {
                let status = try await home.status()
                return status["ingest"]?["state"] == "live" && status["sessions"]?["total"] == 1
            }
            // Who waits for a copy is told how much is left of it.
            let export =
                #"{"jsonrpc":"2.0","id":1,"method":"sessions.export","params":{"session":"\#(chat.id)","progress":true}}"#
            let told = try RawClient.exchange(home, export + "\n")
            #expect(told.last?["result"]?["blocks"]?.intValue ?? 0 > 0, "\(told)")
            let left = told.compactMap { $0["params"]?["eventsLeft"]?.intValue }
            #expect(left.count == told.count - 1 && left == left.sorted(by: >), "\(left)")
            print("progress of a copy: \(left)")
            // A check tells how far it is while it reads everything; its client leaves in the middle (row 66).
            let check = #"{"jsonrpc":"2.0","id":1,"method":"sources.check","params":{"progress":true}}"# + "\n"
            var leaving: RawClient? = try RawClient(home)
            leaving?.send(check)
            #expect(try leaving?.line()?["method"] == "progress")
            leaving = nil
            let before = try Self.bytesRead(pid)
            var after = before
            try await eventually("row 66: another check may begin") {
                after = try Self.bytesRead(pid)
                var next = try RawClient(home)
                next.send(check)
                return try next.line()?["error"] == nil
            }
            #expect(after - before < 4 << 20, "row 66: it read \(after - before) bytes more")
        }

        /// What a process has read of files so far.
        private static func bytesRead(_ pid: Int32) throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(pid)/io", encoding: .utf8)
            return text.split(separator: "\n").first.flatMap { Int($0.dropFirst("rchar: ".count)) } ?? 0
        }

        @Test func `descriptors that are passed along are not kept`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let before = try DaemonFacts(pid).descriptors
            let script = """
                import socket, array, os, sys
                s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                fds = array.array("i", [os.open("/dev/null", os.O_RDONLY) for _ in range(253)])
                line = b'{"jsonrpc":"2.0","id":1,"method":"daemon.ping"}\\n'
                s.sendmsg([line], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
                print(s.recv(65536).decode(), end="")
                try:
                    import struct
                    s.sendmsg([line], [(socket.SOL_SOCKET, 2, struct.pack("3i", 1, 12345, 12345))])
                    print(s.recv(65536).decode(), end="")
                except PermissionError:
                    print("the kernel refused the forged credentials")
                """
            let said = try await Shell.run("python3", ["-c", script, home.socket], environment: home.environment)
            #expect(said.output.contains(#""pid":\#(pid)"#), "row 68: \(said)")
            try await eventually("row 68") { try DaemonFacts(pid).descriptors <= before + 1 }
            // What the client says of itself counts for nothing: the audit log names the real process (row 69).
            #expect(said.status == 0, "row 69: \(said)")
        }

        @Test func `a stopped client in the middle of a request delays nobody`() async throws {
            let home = try KatoHome()
            try await home.start()
            let client = Process()
            client.executableURL = URL(filePath: "/usr/bin/env")
            client.arguments = ["sh", "-c", "(printf '{\"jsonrpc\":'; sleep 60) | socat - UNIX-CONNECT:\(home.socket)"]
            try client.run()
            defer { kill(client.processIdentifier, SIGKILL) }
            kill(client.processIdentifier, SIGSTOP)
            for _ in 0..<50 { #expect(try Self.isAnswered(home), "row 70") }
            kill(client.processIdentifier, SIGCONT)
        }

        @Test func `large requests and answers go through a small socket buffer`() async throws {
            let home = try KatoHome()
            try await home.start()
            var client = try RawClient(home)
            var size: Int32 = 4096
            setsockopt(client.descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
            setsockopt(client.descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
            let padded =
                #"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"# + String(repeating: " ", count: 1_000_000) + "\n"
            for _ in 0..<5 {
                client.send(padded)
                #expect(try client.line()?["result"]?["methods"] != nil, "row 71")
            }
        }
    }
}
