import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing

@Suite struct DocumentSourceTests {
    private static let shape = SourceShape.document(DocumentLayout(itemsKey: "messages"))

    private static func document(_ items: [String], updated: Int = 1) -> String {
        #"{"id":"s","messages":[\#(items.joined(separator: ", "))],"updated":\#(updated)}"#
    }

    private static func header(updated: Int = 1) -> String { document([], updated: updated) }

    @Test func `every item is a record, after one with the rest of the document`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document([#"{"a":"]"}"#, "[1,[2]]", "7", #""x""#, "null"]), to: "chat.json")
        let look = try await source.look()
        #expect(look.records == [Self.header(), #"{"a":"]"}"#, "[1,[2]]", "7", #""x""#, "null"])
        #expect(look.batches.first?.startsOver == true)
    }

    @Test func `however the pieces fall, the records are the same`() async throws {
        let items = [#"{"text":"a \" ] } , \\","n":[{"messages":[1]}]}"#, #""\\\"""#, "-1.5e3", "[]", "{}", "true"]
        let text =
            #" {"x":[1,{"messages":[9]}],"m\u0065ssages":[3],"messages" : [ \#(items.joined(separator: " ,\n")) ] , "messages":[8] }"#
            + "\n"
        let rest = #" {"x":[1,{"messages":[9]}],"m\u0065ssages":[3],"messages" : [] , "messages":[8] }"# + "\n"
        for chunk in 1...text.utf8.count {
            let source = try Ingesting(Self.shape, chunk: chunk)
            try source.folder.write(text, to: "chat.json")
            #expect(try await source.look().records == [rest] + items, "pieces of \(chunk)")
        }
    }

    @Test func `an unchanged document is not opened`() async throws {
        let files = CountingFileSystem()
        let source = try Ingesting(Self.shape, files: files)
        try source.folder.write(Self.document(["1"]), to: "chat.json")
        _ = try await source.look()
        let opened = files.opened
        #expect(opened > 0)
        #expect(try await source.look().records.isEmpty)
        #expect(files.opened == opened)
    }

    @Test func `of a document that grew, only what is new is read`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document(["1", "2"]), to: "chat.json")
        _ = try await source.look()
        try source.folder.write(Self.document(["1", "2", "3"]), to: "chat.json")
        let look = try await source.look()
        #expect(look.records == ["3"])
        #expect(look.batches.first?.startsOver == false)
    }

    @Test func `a last item that grew in its place comes again, with what follows it`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document(["1", #"{"t":"gro"}"#]), to: "chat.json")
        _ = try await source.look()
        try source.folder.write(Self.document(["1", #"{"t":"grown"}"#, "3"], updated: 2), to: "chat.json")
        #expect(try await source.look().records == [Self.header(updated: 2), #"{"t":"grown"}"#, "3"])
    }

    @Test(arguments: [["1"], ["1", "4"], [], ["0", "2", "3", "4"]])
    func `after a rewind, or a change further up, everything comes again`(items: [String]) async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document(["1", "2", "3"]), to: "chat.json")
        _ = try await source.look()
        try source.folder.write(Self.document(items), to: "chat.json")
        let look = try await source.look()
        #expect(look.records == [Self.header()] + items)
        #expect(look.batches.first?.startsOver == true)
    }

    @Test func `a file of another inode is known by its content`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document(["1", "2"]), to: "chat.json")
        _ = try await source.look()
        try source.folder.write(Self.document(["1", "2", "3"]), to: ".new")
        try FileManager.default.removeItem(atPath: source.folder.file("chat.json"))
        try FileManager.default.moveItem(atPath: source.folder.file(".new"), toPath: source.folder.file("chat.json"))
        #expect(try await source.look().records == ["3"])
    }

    @Test func `a document that is half written gives nothing, and loses nothing`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(Self.document(["1", "2"]), to: "chat.json")
        _ = try await source.look()
        let whole = Array(Self.document(["1", "2", "3", #"{"t":"é"}"#], updated: 7).utf8)
        for length in 0..<whole.count {
            try source.folder.write(Array(whole[..<length]), to: "chat.json")
            #expect(try await source.look().records.isEmpty, "\(length) bytes")
        }
        try source.folder.write(whole, to: "chat.json")
        #expect(try await source.look().records == [Self.header(updated: 7), "3", #"{"t":"é"}"#])
    }

    @Test func `what is no document is named, and read when it has become one`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write("{} {}", to: "chat.json")
        let look = try await source.look()
        #expect(look.records.isEmpty)
        #expect(look.unreadable.values.first?.contains("no JSON document") == true)
        try source.folder.write(Self.document(["1"]), to: "chat.json")
        #expect(try await source.look().records == [Self.header(), "1"])
    }

    @Test func `a long document comes in batches, and a crash between two of them costs nothing`() async throws {
        let items = (0..<200).map { "{\"n\":\($0),\"t\":\"\(String(repeating: "x", count: 50))\"}" }
        let source = try Ingesting(Self.shape, chunk: 1000)
        try source.folder.write(Self.document(items), to: "chat.json")
        let first = try await source.look(stoppingAfter: 3)
        #expect(first.batches.count > 5)
        #expect(first.records == [Self.header()] + items)
        let stored = first.batches[..<3].reduce(0) { $0 + $1.records.count }
        #expect(try await source.look().records == Array(first.records[stored...]))
        #expect(try await source.look().records.isEmpty)
    }

    @Test func `a document without the array is one record`() async throws {
        let source = try Ingesting(Self.shape)
        try source.folder.write(#"{"history":[1,2]}"#, to: "a.json")
        #expect(try await source.look().records == [#"{"history":[1,2]}"#])
    }

    @Test func `of a companion that grew long the end is read`() async throws {
        let source = try Ingesting(Self.shape, companion: 8, companions: [".names"])
        try source.folder.write("first second third", to: ".names")
        try source.folder.write(#"{"messages":[1]}"#, to: "a.json")
        #expect(try await source.look().batches.first?.facts.workingDirectory == "nd third")
    }

    @Test func `companions are read along and may lie anywhere`() async throws {
        let source = try Ingesting(Self.shape, companions: ["../\(UUID().uuidString)", "near/.root"])
        try source.folder.write("/work/here", to: "near/.root")
        try source.folder.write(Self.document(["1"]), to: "chat.json")
        #expect(try await source.look().batches.first?.facts.workingDirectory == "/work/here")
    }
}
