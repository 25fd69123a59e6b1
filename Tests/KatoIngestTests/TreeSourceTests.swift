import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

/// A conversation in a tree of small files.
@Suite struct TreeSourceTests {
    private static let shape = SourceShape.tree(TreeLayout(levels: ["messages/*", "parts/*"]))

    private static func source(chunk: Int = 1 << 20) throws -> Ingesting {
        let source = try Ingesting(shape, chunk: chunk)
        try source.folder.write(#"{"id":"chat"}"#, to: "chat.json")
        for message in 1...3 {
            try source.folder.write(#"{"m":\#(message)}"#, to: "messages/chat/m\(message).json")
            for part in 1...2 { try source.folder.write(#"{"p":\#(part)}"#, to: "parts/m\(message)/p\(part).json") }
        }
        return source
    }

    private static let all =
        [#"{"level":0,"above":null,"file":{"id":"chat"}}"#]
        + (1...3).flatMap { message in
            (1...2).map { #"{"level":2,"above":{"m":\#(message)},"file":{"p":\#($0)}}"# }
                + [#"{"level":1,"above":null,"file":{"m":\#(message)}}"#]
        }

    @Test func `each file is a record with the one above it, in the order of the conversation`() async throws {
        let source = try Self.source()
        #expect(try await source.look().records == Self.all)
        #expect(try await source.look().records == [])
    }

    @Test func `many files come in batches, and a crash between two of them costs nothing`() async throws {
        for count in 1..<Self.all.count {
            let source = try Self.source(chunk: 8)
            let first = try await source.look(stoppingAfter: count).records
            #expect(first == Self.all)
            #expect(Set(first).isSubset(of: Set(try await source.look().records)), "after \(count)")
        }
    }

    @Test func `a file that is written anew comes again, and nothing before it`() async throws {
        let source = try Self.source()
        _ = try await source.look()
        try source.folder.write(#"{"p":"more"}"#, to: "parts/m3/p2.json")
        #expect(try await source.look().records.last == #"{"level":2,"above":{"m":3},"file":{"p":"more"}}"#)
        try source.folder.write(#"{"p":1}"#, to: "parts/m3/p3.json")
        #expect(try await source.look().records.contains(#"{"level":2,"above":{"m":3},"file":{"p":1}}"#))
    }

    @Test func `what is no JSON is left for later while it is the last, and a string when it is not`() async throws {
        let source = try Self.source()
        try source.folder.write(#"{"p":"#, to: "parts/m3/p2.json")
        #expect(try await source.look().records.count == Self.all.count - 1)
        try source.folder.write(#"{"m":4}"#, to: "messages/chat/m4.json")
        #expect(
            try await source.look().records.contains(##"{"level":2,"above":{"m":3},"file":"{\"p\":"}"##))
    }
}
