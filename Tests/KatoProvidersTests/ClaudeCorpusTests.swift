import Foundation
import KatoModel
import KatoProviders
import Testing

/// Runs over real logs where there are any; set `KATO_CORPUS` to a folder of `.jsonl` files of Claude Code.
@Suite struct ClaudeCorpusTests {
    static let folder = ProcessInfo.processInfo.environment["KATO_CORPUS"]

    @Test(.enabled(if: folder != nil, "KATO_CORPUS names no folder with real logs"))
    func `every record of real logs gives a draft or facts`() throws {
        let root = URL(filePath: try #require(Self.folder))
        let files =
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "jsonl" } ?? []
        #expect(!files.isEmpty, "no .jsonl file below \(root.path)")
        var records = 0
        var drafts = 0
        var unknown: [String: Int] = [:]
        for file in files {
            for line in ClaudeLines.split([UInt8](try Data(contentsOf: file))) {
                let record = ClaudeLines.decode(line)
                #expect(!record.drafts.isEmpty || record.facts != nil, "\(file.lastPathComponent), record \(records)")
                records += 1
                drafts += record.drafts.count
                for case .raw(let reason) in record.drafts.map(\.content) where !reason.hasPrefix("side-record:") {
                    unknown[reason, default: 0] += 1
                }
            }
        }
        print("\(files.count) files, \(records) records, \(drafts) drafts")
        for (reason, count) in unknown.sorted(by: { $0.key < $1.key }) { print("  \(count) \(reason)") }
    }
}
