import KatoIngest
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct CutLineTests {
    @Test func `of a line that is too long the beginning is kept, and what was left out is told`() async throws {
        let source = try Ingesting(.lines, chunk: 8, record: 16)
        let long = String(repeating: "x", count: 40)
        try source.folder.write("one\n\(long)\ntwo\n", to: "log")
        let look = try await source.look()
        #expect(look.records == ["one", String(long.prefix(8)), "two"])
        #expect(
            look.cutLines == [source.folder.file("log"): [CutLine(offset: 4, leftOut: 12..<45)]])
    }
}
