import Foundation
import KatoModel
import KatoProviders
import StrictJSON
import Testing

/// Runs over real files where there are any; set `KATO_CORPUS` to a folder with one folder an agent.
@Suite struct ProviderCorpusTests {
    static let folder = ProcessInfo.processInfo.environment["KATO_CORPUS"]

    @Test(
        .enabled(if: folder != nil, "KATO_CORPUS names no folder with real files"),
        arguments: [("gemini", "gemini"), ("copilot", "copilot")])
    func `every record of real files gives drafts`(name: String, folderName: String) throws {
        let provider = try #require(ProviderRegistry.provider(ProviderID(name)))
        let root = URL(filePath: try #require(Self.folder)).appending(path: folderName)
        let files =
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { ["json", "jsonl"].contains($0.pathExtension) } ?? []
        #expect(!files.isEmpty, "no file below \(root.path)")
        var (records, drafts, messages) = (0, 0, 0)
        var unknown: [String: Int] = [:]
        for file in files {
            var memory = DecoderMemory()
            for record in try Self.records([UInt8](try Data(contentsOf: file))) {
                let decoded = record.withUnsafeBytes { provider.decode($0, memory: &memory) }
                #expect(!decoded.drafts.isEmpty, "\(file.lastPathComponent), record \(records)")
                records += 1
                drafts += decoded.drafts.count
                messages += decoded.drafts.count { $0.kind == .userMessage || $0.kind == .assistantMessage }
                for case .raw(let reason) in decoded.drafts.map(\.content) { unknown[reason, default: 0] += 1 }
            }
        }
        print("\(name): \(files.count) files, \(records) records, \(drafts) drafts, \(messages) messages")
        for (reason, count) in unknown.sorted(by: { $0.key < $1.key }) { print("  \(count) \(reason)") }
    }

    /// A whole document's messages after its head, or lines.
    private static func records(_ bytes: [UInt8]) throws -> [[UInt8]] {
        guard var document = (try? JSONValue.parse(bytes))?.objectValue else {
            return bytes.split(separator: 0x0A).map(Array.init)
        }
        let messages = document["messages"]?.arrayValue ?? []
        if document["messages"] != nil { document["messages"] = .array([]) }
        return [JSONValue.object(document).encoded()] + messages.map { $0.encoded() }
    }
}
