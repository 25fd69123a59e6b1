import Foundation
import KatoObservability
import Testing

@Suite struct EventDocumentTests {
    private static let file = EventDocument.root.appending(path: "docs/events.md")

    @Test func `the page about events is made from the events`() throws {
        if ProcessInfo.processInfo.environment["KATO_WRITE_DOCS"] != nil {
            try EventDocument.text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == EventDocument.text, "It is stale: run make docs.")
    }

    @Test func `every event in the code is documented, with a sentence and a sample`() {
        let sampled = Set(EventSamples.all.map(EventDocument.type))
        #expect(EventDocument.declared.count > 25)
        #expect(Set(EventDocument.declared.keys).subtracting(sampled).isEmpty)
        for (type, sentence) in EventDocument.declared { #expect(sentence.hasSuffix("."), "\(type)") }
    }

    @Test func `names are stable words, and fields do not hide what every line has`() {
        for event in EventSamples.all {
            #expect(event.name.contains(/^[a-z]+(\.[a-z-]+)+$/), "\(event.name)")
            for (name, _) in event.fields {
                #expect(name.contains(/^[a-z][A-Za-z]*$/), "\(event.name): \(name)")
                if event.audit != nil {
                    #expect(!["schemaVersion", "time", "event", "decision", "prev", "hash"].contains(name))
                }
            }
            for metric in event.metrics { #expect(metric.attributes.count <= 2 && metric.value >= 0) }
        }
    }

    @Test func `every event is emitted somewhere`() throws {
        let sources = FileManager.default.enumerator(
            at: EventDocument.root.appending(path: "Sources"), includingPropertiesForKeys: nil)
        var code = ""
        for case let file as URL in sources?.allObjects ?? [] where file.pathExtension == "swift" {
            code += try String(contentsOf: file, encoding: .utf8)
        }
        for type in EventDocument.declared.keys {
            #expect(code.range(of: "\(type)(", options: .literal) != nil, "\(type)")
        }
    }
}
