import Foundation
import Testing

@Suite struct ControlProtocolDocumentTests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/control-protocol.md")

    @Test func `the document of the protocol is made from the table of methods`() throws {
        if ProcessInfo.processInfo.environment["KATO_WRITE_DOCS"] != nil {
            try ControlProtocolDocument.text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(written == ControlProtocolDocument.text, "It is stale: run make docs.")
    }
}
