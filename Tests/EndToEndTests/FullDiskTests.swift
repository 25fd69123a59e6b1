import Foundation
import StrictJSON
import Testing

extension EndToEnd {
    @Suite(.enabled(if: SmallDisk.isPossible, "a disk of its own cannot be mounted here: run as root"))
    struct FullDiskTests {
        @Test(arguments: ["recordings", "state"])
        func `a full disk stops the recording until there is room, and nothing is lost`(folder: String) async throws {
            let home = try KatoHome()
            let disk = try await SmallDisk(home, folder)
            defer { kill(disk.pid, SIGKILL) }
            let chat = home.conversation()
            try chat.user("::record\nmessage 0.")
            try await eventually("it is recorded") { try disk.recording().contains("message 0.") }
            let before = try disk.recording()

            try disk.fill()
            for number in 1...300 { try chat.assistant("message \(number).") }
            try await eventually("status says that the disk is full") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { $0["message"]?.stringValue?.contains("full") == true }
            }
            #expect(try disk.recording().hasPrefix(before))

            try disk.free()
            try await eventually("everything is recorded", within: .seconds(60)) {
                try disk.recording().contains("message 300.")
            }
            let text = try disk.recording()
            for number in 0...300 { #expect(text.occurrences(of: "message \(number).\n") == 1, "message \(number)") }
            try await eventually("the problem is gone") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
            kill(disk.pid, SIGTERM)
            #expect(try await disk.daemon.value.status == 0)
        }
    }
}
