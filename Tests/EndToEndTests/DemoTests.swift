import Foundation
import KatoTestSupport
import Testing

extension EndToEnd {
    @Suite struct DemoTests {
        @Test func `the demo records its conversation and leaves nothing behind`() async throws {
            let home = try KatoHome(extra: ["KATO_BIN_DIR": Programs.folder])
            let scratch = try home.folder.makeFolder("tmp")
            let environment = home.environment.merging(["TMPDIR": scratch]) { $1 }
            let demo = try await Shell.run(Programs.repository + "scripts/demo.sh", [], environment: environment)
            #expect(demo.status == 0, "\(demo)")
            #expect(demo.output.contains("│ Lovely. One line for the commit message?"), "\(demo)")
            #expect(demo.output.contains("Perfect, thank you."))
            #expect(try home.folder.names(in: "tmp").isEmpty)
            #expect(!FileManager.default.fileExists(atPath: home.home))
        }
    }
}
