import FileAccess
import KatoModel
import KatoNormalize
import KatoProviders
import KatoTestSupport
import Testing

@testable import KatoIngest

/// Follows one file through the real reader and normalizer, and keeps what a journal would.
struct SourceFollower {
    private(set) var ledger = SourceLedger()
    /// Bytes that were handed on, records and line ends.
    private(set) var bytesRead = 0
    private(set) var recordsRead = 0

    private let reader: SourceReader
    private let normalizer: RecordNormalizer
    private var tracked: TrackedSource
    private var states: [String: String] = [:]

    /// - Parameter chunk: bytes that the reader takes in one go.
    init(_ specimen: Specimen, in folder: TemporaryDirectory, chunk: Int = 1 << 20) {
        var limits = ReadLimits()
        limits.chunk = chunk
        reader = SourceReader(files: LocalFileSystem(), limits: limits)
        normalizer = RecordNormalizer(provider: specimen.provider)
        let source = SourceReference(
            path: ([folder.path] + specimen.components).joined(separator: "/"), provider: specimen.provider.id,
            nativeID: specimen.claim.nativeID, agentID: specimen.claim.agentID)
        tracked = TrackedSource(
            found: FoundSource(
                source: source, claim: specimen.claim,
                root: IngestRoot(path: folder.path, provider: specimen.provider), components: specimen.components),
            checkpoint: nil)
    }

    /// Reads all that is new.
    mutating func follow() throws {
        var again = true
        while again {
            var reading = reader.open(tracked)
            repeat {
                again = try take(try reading.next())
            } while again && reading.staysOpen
        }
    }

    /// Forgets how far it read, but not what.
    mutating func startOver() {
        tracked.checkpoint = nil
        tracked.unfinished = nil
        tracked.parts = [:]
        states = [:]
    }

    private mutating func take(_ outcome: ReadOutcome) throws -> Bool {
        switch outcome {
        case .unchanged: return false
        case .nothingComplete(let checkpoint, let unfinished):
            tracked.checkpoint = checkpoint
            tracked.unfinished = unfinished
            return false
        case .unreadable(let reason):
            Issue.record("\(tracked.source.path): \(reason)")
            return false
        case .cutLine(_, let length):
            Issue.record("\(tracked.source.path): a line of \(length) bytes")
            return false
        case .batch(let batch, let isAtEnd, _):
            take(batch)
            if batch.source.path == tracked.source.path {
                tracked.checkpoint = batch.checkpoint
                tracked.unfinished = nil
            } else {
                tracked.parts[batch.source.path] = batch.checkpoint
            }
            return !isAtEnd
        }
    }

    /// Checks that the batch's bytes are records and line ends and nothing else.
    private mutating func take(_ batch: RecordBatch) {
        if case .lines = tracked.found.claim.shape {
            var end = 0
            for range in batch.records + [batch.buffer.count..<batch.buffer.count] {
                let between = batch.buffer[end..<range.lowerBound]
                #expect(between.allSatisfy { " \t\r\n".utf8.contains($0) }, "bytes lost at \(batch.baseOffset)")
                end = range.upperBound
            }
        }
        let path = batch.source.path
        let events = normalizer.normalize(batch, stateText: states[path])
        states[path] = events.normalizerState
        bytesRead += batch.buffer.count
        recordsRead += batch.records.count
        ledger.take(events)
    }
}
