import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// A real mount whose server stops to answer.
    @Suite(.enabled(if: HangingDisk.isPossible, "no file system of our own can be mounted here"))
    struct HangingDiskTests {
        @Test func `its recordings wait and are named, everything else goes on, and then they are whole`() async throws
        {
            let home = try KatoHome()
            let near = try home.folder.makeFolder("near")
            try home.write(
                config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(near), \(home.folder.file("far"))]\n")
            let disk = try await HangingDisk(home, "far")
            let (far, other) = (home.conversation(), home.conversation())
            try far.user("::capture \(disk.folder)/talk.md\none, at the start")
            try other.user("::capture \(near)/talk.md\ntwo")
            try await eventually("both are recorded") {
                disk.text(of: "talk.md")?.contains("one, at the start") == true
                    && (try? home.folder.text(of: "near/talk.md"))?.contains("two") == true
            }
            try disk.stopAnswering()
            defer { try? disk.answerAgain() }
            try far.assistant("three, which has to wait")
            try await eventually("the status names it") {
                try await home.status()["problems"]?.arrayValue?.contains {
                    $0["code"] == "destination-hanging" && $0["path"]?.stringValue == disk.folder + "/talk.md"
                } == true
            }
            try other.assistant("four, which does not")
            try await eventually("the other goes on") {
                try home.folder.text(of: "near/talk.md").contains("four, which does not")
            }
            // A command that wants to write there is answered too.
            let late = home.conversation()
            try late.user("::capture \(disk.folder)/late.md\nfive")
            try await eventually("the command fails") {
                try await home.status()["lastCommands"]?.arrayValue?.first?["verdict"] == "failed"
            }
            #expect(try await home.kato("call", "daemon.ping").status == 0)
            try disk.answerAgain()
            try await eventually("it is whole") {
                disk.text(of: "talk.md")?.contains("three, which has to wait") == true
            }
            #expect(disk.text(of: "talk.md")?.occurrences(of: "three, which has to wait") == 1)
            try await eventually("nothing is wrong any more") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
            try await home.kato("stop")
            _ = try await disk.daemon.value
        }
    }
}
