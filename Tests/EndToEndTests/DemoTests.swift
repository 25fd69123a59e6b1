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
            // The README shows a run of it. How the agent's lines and the recording's alternate differs from run to run.
            let readme = try String(contentsOfFile: Programs.repository + "README.md", encoding: .utf8)
            #expect(Self.status(readme) == Self.status(demo.output), "Run scripts/update-readme.sh.")
        }

        /// The status that a run ends with, without what differs from run to run.
        private static func status(_ text: String) -> [String] {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let status = Array(lines.drop { !$0.hasSuffix("kato status") }.prefix { !$0.hasPrefix("==> That is all") })
            return status.map { line in
                line.replacing(/running for .* pid [0-9]+/, with: "running")
                    .replacing(/(just now|[0-9]+[smh] ago) */, with: "ago ").replacing(/[0-9]+/, with: "0")
            }
        }
    }
}
