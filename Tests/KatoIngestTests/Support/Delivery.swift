import KatoModel

/// What ingest handed on, line by line.
final class Delivery {
    private let batches: AsyncStream<RecordBatch>
    private(set) var lines: [Line] = []
    /// The newest checkpoint of each file.
    private(set) var checkpoints: [String: SourceCheckpoint] = [:]

    struct Line: Hashable {
        let path: String
        let offset: UInt64
        let text: String
    }

    init(_ stream: AsyncStream<RecordBatch>) {
        batches = stream
    }

    /// Takes batches until a line with this text came. One that never comes ends the test by its time limit.
    func until(_ text: String) async throws {
        if lines.contains(where: { $0.text == text }) { return }
        for await batch in batches {
            let new = Self.lines(of: batch)
            lines += new
            checkpoints[batch.source.path] = batch.checkpoint
            if new.contains(where: { $0.text == text }) { return }
        }
        throw Ended(missing: text)
    }

    /// The texts that came from a file, each once, in the order in which they came first.
    func texts(of path: String? = nil) -> [String] {
        var seen: Set<String> = []
        return lines.filter { path == nil || $0.path == path }.map(\.text).filter { seen.insert($0).inserted }
    }

    static func lines(of batch: RecordBatch) -> [Line] {
        batch.records.map { range in
            Line(
                path: batch.source.path, offset: batch.baseOffset + UInt64(range.lowerBound),
                text: String(decoding: batch.buffer[range], as: UTF8.self))
        }
    }

    struct Ended: Error {
        let missing: String
    }
}
