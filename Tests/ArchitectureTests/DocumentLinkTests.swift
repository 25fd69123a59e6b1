import Foundation
import Testing

/// Documents point at each other and at the code; a file that moves must not leave them behind.
@Suite struct DocumentLinkTests {
    private static let repository = SwiftSources.root.deletingLastPathComponent()

    /// Every Markdown file of the project by its path, without what was built.
    private static let documents: [String] = {
        let found = FileManager.default.enumerator(atPath: repository.path(percentEncoded: false))
        let paths = (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
        return paths.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".build") } }.sorted()
    }()

    @Test func `there are documents to look at`() {
        #expect(Self.documents.contains("README.md"))
        #expect(Self.documents.contains("docs/one-event.md"))
    }

    @Test(arguments: documents.filter { !$0.hasPrefix("Tests/") })
    func `every relative link leads to something`(document: String) throws {
        let file = Self.repository.appending(path: document)
        let text = try String(contentsOf: file, encoding: .utf8).replacing(/`[^`\n]*`/, with: "")
        for match in text.matches(of: /\]\(([^)\s]+)\)/) {
            let target = match.1.prefix { $0 != "#" }
            guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
            let linked = file.deletingLastPathComponent().appending(path: String(target)).standardizedFileURL
            #expect(
                FileManager.default.fileExists(atPath: linked.path(percentEncoded: false)),
                "\(document) links to \(target)")
        }
    }
}
