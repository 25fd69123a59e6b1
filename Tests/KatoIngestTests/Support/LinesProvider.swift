import KatoModel
import KatoProviders

/// An agent whose every `.jsonl` file is a conversation, wherever it stands.
struct LinesProvider: Provider {
    let id = ProviderID("lines")

    func defaultRoots(environment: [String: String], home: String) -> [String] { [] }

    func claim(_ relativePath: [String]) -> SourceClaim? {
        guard let name = relativePath.last, name.hasSuffix(".jsonl") else { return nil }
        return SourceClaim(nativeID: relativePath.joined(separator: "/"), agentID: nil)
    }

    func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord { .raw("test") }
}
