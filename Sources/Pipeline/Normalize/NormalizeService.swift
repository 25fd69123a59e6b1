package import Conduit
package import KatoModel
package import KatoProviders
import ServiceLifecycle

/// Stage 2. Decodes records, gives events their identity, order and turn, and hands them to the journal.
///
/// Batches of one source arrive and leave in file order.
package actor NormalizeService: Service {
    private let normalizers: [ProviderID: RecordNormalizer]
    private let stateReader: any NormalizerStateReader
    private let input: AsyncStream<RecordBatch>
    private let output: Conduit<EventBatch>
    private var states: [String: String] = [:]

    package init(
        providers: [any Provider], states: any NormalizerStateReader, input: AsyncStream<RecordBatch>,
        output: Conduit<EventBatch>
    ) {
        normalizers = Dictionary(
            providers.map { ($0.id, RecordNormalizer(provider: $0)) }, uniquingKeysWith: { first, _ in first })
        stateReader = states
        self.input = input
        self.output = output
    }

    /// Works until the input ends, then ends the output and waits for the word to stop.
    package func run() async throws {
        try await process()
        try await gracefulShutdown()
    }

    /// Works until the input ends, then ends the output.
    package func process() async throws {
        defer { output.finish() }
        for await batch in input {
            guard let normalizer = normalizers[batch.source.provider] else { continue }
            let path = batch.source.path
            var state = states[path]
            if state == nil, !batch.startsOver { state = try await stateReader.normalizerState(of: path) }
            let events = normalizer.normalize(batch, stateText: state)
            states[path] = events.normalizerState
            await output.send(events)
        }
    }
}
