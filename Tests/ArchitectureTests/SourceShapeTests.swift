import Foundation
import Testing

@Suite struct SourceShapeTests {
    @Test func `a file has at most 250 lines`() throws {
        let sources = try SwiftSources.lines()
        #expect(sources.count > 100)
        for (file, lines) in sources { #expect(lines.count <= 251, "\(file)") }
    }

    @Test func `what another module can see is documented`() throws {
        for (file, lines) in try SwiftSources.lines() where !file.contains("/CLI/") {
            var previous = ""
            for line in lines.map({ $0.trimmingCharacters(in: .whitespaces) }) {
                if line.contains(/^(public|package) (final class|class|actor|struct|enum|protocol)/) {
                    #expect(previous.hasPrefix("///"), "\(file): \(line)")
                }
                if !line.hasPrefix("@") { previous = line }
            }
        }
    }

    @Test func `nothing traps on what comes from outside`() throws {
        for (file, lines) in try SwiftSources.lines() {
            for line in lines where !line.contains("//") {
                #expect(!line.contains("try!") && !line.contains("fatalError("), "\(file): \(line)")
                #expect(!line.contains("Task.detached") && !line.contains("@unchecked Sendable"), "\(file): \(line)")
            }
        }
    }

    @Test func `the toolkit does not know kato`() throws {
        for (file, lines) in try SwiftSources.lines(in: "Toolkit") {
            for line in lines { #expect(!line.lowercased().contains("kato"), "\(file): \(line)") }
        }
    }
}
