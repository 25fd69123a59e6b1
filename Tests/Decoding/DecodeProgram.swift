import FileTail
import Foundation
import KatoModel
import KatoNormalize
import KatoProviders

/// Decodes and normalises the lines of files, and does nothing else with them: what `make bench` compares with a parser
/// that only parses.
///
/// Prints bytes, nanoseconds and events. Files are in memory, and their lines found, before the clock starts.
@main enum DecodeProgram {
    /// Bytes in a batch, as ingest makes them.
    private static let chunk = 1 << 20

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let provider = arguments.first.flatMap({ ProviderRegistry.provider(ProviderID($0)) }),
            arguments.count > 1
        else {
            FileHandle.standardError.write(Data("usage: kato-decode PROVIDER FILE…\n".utf8))
            exit(2)
        }
        var bytes = 0
        let files = try arguments.dropFirst().map { path in
            let content = [UInt8](try Data(contentsOf: URL(filePath: path)))
            bytes += content.count
            return batches(content, of: path, by: provider)
        }
        var events = 0
        let normalizer = RecordNormalizer(provider: provider)
        let start = ContinuousClock.now
        for batches in files {
            var state: String?
            for batch in batches {
                let normalized = normalizer.normalize(batch, stateText: state)
                state = normalized.normalizerState
                events += normalized.records.reduce(0) { $0 + $1.events.count }
            }
        }
        let (seconds, rest) = start.duration(to: .now).components
        print(bytes, seconds * 1_000_000_000 + rest / 1_000_000_000, events)
    }

    /// A file as ingest hands it on.
    private static func batches(_ bytes: [UInt8], of path: String, by provider: any Provider) -> [RecordBatch] {
        let source = SourceReference(path: path, provider: provider.id, nativeID: nil, agentID: nil)
        let lines = bytes.withUnsafeBytes { LineFramer.lines(in: $0) }
        var batches: [RecordBatch] = []
        var first = 0
        while first < lines.count {
            let base = lines[first].lowerBound
            let next = lines[first...].firstIndex { $0.upperBound - base > chunk } ?? lines.count
            let last = max(first + 1, next)
            let end = lines[last - 1].upperBound
            batches.append(
                RecordBatch(
                    source: source, buffer: Array(bytes[base..<end]),
                    records: lines[first..<last].map { ($0.lowerBound - base)..<($0.upperBound - base) },
                    baseOffset: UInt64(base), startsOver: first == 0,
                    checkpoint: SourceCheckpoint(
                        cursor: .byteOffset(UInt64(end)),
                        fingerprint: SourceFingerprint(device: 0, inode: 0, birth: 0), size: 0, modified: 0)))
            first = last
        }
        return batches
    }
}
