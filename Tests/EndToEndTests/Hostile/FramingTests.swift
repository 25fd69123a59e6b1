import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Rows 1 to 16: bytes that do not come as a client should send them.
    @Suite struct FramingTests {
        /// What answers `bytes` sent at once, in the order of its ids and error codes.
        private static func answers(_ home: KatoHome, _ bytes: [UInt8]) throws -> [String] {
            try RawClient.exchange(home, bytes).map { answer in
                answer["error"]?["code"]?.intValue.map(String.init) ?? answer["id"]?.stringValue ?? "?"
            }
        }

        @Test func `lines are found however the bytes come`() async throws {
            let home = try KatoHome()
            try await home.start()
            let ping = Array(RawClient.ping.utf8)
            let utf16 = RawClient.ping.data(using: .utf16LittleEndian).map { Array($0) } ?? []
            let big = RawClient.ping.data(using: .utf16BigEndian).map { Array($0) } ?? []
            let rows: [(Int, [UInt8], [String])] = [
                (1, [0x0A] + ping, ["after"]),
                (2, [UInt8](repeating: 0x0A, count: 1_000_000) + ping, ["after"]),
                (3, Array(ping.dropLast()), ["after"]),
                (6, ping + ping, ["after", "after"]),
                (8, ping.dropLast() + [0x0D, 0x0A], ["after"]),
                (9, ping.dropLast() + [0x0D] + ping, ["-32700"]),
                (10, [0xEF, 0xBB, 0xBF] + ping + ping, ["-32700", "after"]),
                (12, [0x00] + ping + ping, ["-32700", "after"]),
                (12, Array(ping.dropLast(2)) + [0x00, 0x7D, 0x0A] + ping, ["-32700", "after"]),
                (12, ping.dropLast() + [0x00, 0x0A] + ping, ["-32700", "after"]),
                (14, ping, ["after"]),
            ]
            for (row, bytes, expected) in rows { #expect(try Self.answers(home, bytes) == expected, "row \(row)") }
            for (row, bytes) in [(11, utf16), (11, big)] {
                let answers = try Self.answers(home, bytes)
                #expect(!answers.isEmpty && answers.allSatisfy { $0 == "-32700" }, "row \(row) \(answers)")
            }
            #expect(try Self.answers(home, ping) == ["after"])
        }

        @Test func `a request may be split at any byte, also into single ones`() async throws {
            let home = try KatoHome()
            try await home.start()
            let ping = Array(RawClient.ping.utf8)
            var client = try RawClient(home)
            for byte in ping { client.send([byte]) }
            #expect(try client.line()?["id"] == "after", "row 5")
            for index in ping.indices {
                client.send(Array(ping[..<index]))
                client.send(Array(ping[index...]))
                #expect(try client.line()?["id"] == "after", "row 7 at \(index)")
            }
        }

        @Test func `a line of 1 MiB is read, and a longer one ends its connection with a word`() async throws {
            let home = try KatoHome()
            try await home.start()
            let start = #"{"jsonrpc":"2.0","id":1,"method":"daemon.ping"}"#
            let fits = start + String(repeating: " ", count: (1 << 20) - start.utf8.count) + "\n"
            #expect(try RawClient.exchange(home, fits).first?["result"] != nil, "row 13")
            let longer = try RawClient.exchange(home, " " + fits)
            #expect(longer.first?["error"]?["code"] == -32600 && longer.count == 1, "row 13")
            // More than any memory is for: it is cut off long before.
            let client = try RawClient(home)
            let piece = [UInt8](repeating: 0x20, count: 1 << 20)
            var sent = 0
            while sent < 1024, client.send(piece) { sent += 1 }
            #expect(sent < 1024, "row 13: 1 GiB was taken")
            #expect(try RawClient.exchange(home, RawClient.ping).count == 1)
        }

        @Test func `a client that trickles is let go, and disturbs nobody`() async throws {
            let home = try KatoHome()
            try await home.start()
            var slow = try RawClient(home)
            slow.send("{")
            #expect(try RawClient.exchange(home, RawClient.ping).count == 1)
            #expect(try slow.line() == nil, "row 4")
        }

        @Test func `a client that is gone before its answer is no concern`() async throws {
            let home = try KatoHome()
            let pid = try await home.start()
            let before = try DaemonFacts(pid)
            for _ in 0..<200 {
                let client = try RawClient(home)
                client.send(#"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"# + "\n")
            }
            // Unix sockets have no reset: closing with answers unread is the nearest (rows 15 and 16).
            for _ in 0..<20 {
                let client = try RawClient(home)
                var option = linger(l_onoff: 1, l_linger: 0)
                setsockopt(client.descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
                client.send(String(repeating: RawClient.ping, count: 50))
            }
            try await eventually("the descriptors are back") {
                try DaemonFacts(pid).descriptors <= before.descriptors + 2
            }
            #expect(try RawClient.exchange(home, RawClient.ping).count == 1)
        }
    }
}
