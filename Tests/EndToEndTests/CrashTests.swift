import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct CrashTests {
        /// How often the daemon is killed; `KATO_TEST_KILLS` says another number.
        static let kills = ProcessInfo.processInfo.environment["KATO_TEST_KILLS"].flatMap { Int($0) } ?? 25

        @Test func `killed at any moment, the daemon has written every message exactly once`() async throws {
            let seed = UInt64.random(in: 0 ... .max)
            var random = SeededGenerator(seed: seed)
            let home = try KatoHome()
            let chat = home.conversation()
            var pid = try await home.start()
            try chat.user("::record\nmessage 0.")
            var written = 1
            for _ in 0..<Self.kills {
                let batch = Int.random(in: 5...60, using: &random)
                for _ in 0..<batch {
                    try chat.assistant("message \(written).")
                    written += 1
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        usleep(UInt32.random(in: 0...2000, using: &random))
                    }
                }
                // Anywhere between the first read and the last append of what was just written.
                usleep(UInt32.random(in: 0...30_000, using: &random))
                try await home.kill9(pid)
                pid = try await home.start()
            }
            try await eventually("the last message is recorded", within: .seconds(120)) {
                home.recording().contains("message \(written - 1).")
            }
            let counts = Self.counts(in: home.recording())
            for number in 0..<written {
                #expect(counts[number] == 1, "message \(number) stands there \(counts[number, default: 0]) times")
            }
            #expect(home.recordingNames().count == 1)
            print("\(Self.kills) kills, \(written) messages, seed \(seed)")
        }

        /// How often each number stands in `text` as a message.
        private static func counts(in text: String) -> [Int: Int] {
            var counts: [Int: Int] = [:]
            for line in text.split(separator: "\n") where line.hasPrefix("message ") && line.hasSuffix(".") {
                if let number = Int(line.dropFirst(8).dropLast()) { counts[number, default: 0] += 1 }
            }
            return counts
        }
    }
}
