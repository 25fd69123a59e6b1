import Foundation
import Testing

@Suite struct SourceShapeTests {
    @Test func `a file has at most 250 lines`() throws {
        let sources = try SwiftSources.lines()
        #expect(sources.count > 100)
        for (file, lines) in sources { #expect(lines.count <= 251, "\(file)") }
    }

    @Test func `a function has at most 40 lines`() throws {
        var functions = 0
        for (file, lines) in try SwiftSources.lines() {
            for (start, line) in lines.enumerated() where line.contains(Self.functionHead) {
                let indentation = line.prefix { $0 == " " }
                // A requirement of a protocol has no body, and the next one of its depth begins right after it.
                let rest = lines[(start + 1)...].prefix(60)
                guard let end = rest.firstIndex(where: { $0.hasPrefix(indentation + "}") }),
                    !lines[(start + 1)..<end].contains(where: {
                        $0.contains(Self.functionHead) && $0.prefix { $0 == " " } == indentation
                    })
                else { continue }
                functions += 1
                #expect(end - start - 1 <= 40, "\(file):\(start + 1)")
            }
        }
        #expect(functions > 500)
    }

    // A regular expression is not Sendable, so each look has one of its own.
    private static var functionHead: Regex<Substring> {
        /^ *(?:@\S+ )*(?:[a-z]+(?:\([a-z]+\))? )*(?:func |init\??[(<])/
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
