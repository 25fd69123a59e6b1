import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct ExistingFileTests {
        @Test(arguments: ["export", "capture"])
        func `row 58: an export leaves a file of the user's own as it is and goes beside it`(command: String)
            async throws
        {
            let home = try KatoHome()
            try home.write(config: "schemaVersion: 1\nrecording:\n  allowedRoots: [\(home.project)]\n")
            try home.folder.write("mine, and no recording\n", to: "work/notes.md")
            try await home.start()
            let chat = home.conversation()
            try chat.user("::\(command) \(home.project)/notes.md\nKeep this")
            try await eventually("it stands beside it") {
                try home.folder.names(in: "work").contains { name in
                    name != "notes.md" && (try? home.folder.text(of: "work/" + name).contains("Keep this")) == true
                }
            }
            #expect(try home.folder.text(of: "work/notes.md") == "mine, and no recording\n")
        }
    }
}
