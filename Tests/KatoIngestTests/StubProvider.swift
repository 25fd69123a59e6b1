import KatoModel
import KatoProviders

/// Claims every file in one shape and decodes nothing: the reader alone is under test.
struct StubProvider: Provider {
    let id = ProviderID("stub")
    let shape: SourceShape
    var companions: [String] = []

    func defaultRoots(environment: [String: String], home: String) -> [String] { [] }

    func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let name = relativePath.last, !name.hasPrefix("."), !name.hasSuffix("-wal"), !name.hasSuffix("-shm")
        else {
            return nil
        }
        // Of a tree of files the first is claimed, and the others are below it.
        if case .tree = shape, relativePath.count > 1 { return nil }
        return SourceClaim(nativeID: nil, agentID: nil, shape: shape, companions: companions)
    }

    func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord { DecodedRecord() }

    func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts {
        var facts = SessionFacts()
        facts.workingDirectory = companions.first.map { String(decoding: $0.value, as: UTF8.self) }
        return facts
    }
}
