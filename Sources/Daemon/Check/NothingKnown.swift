import KatoIngest
import KatoModel
import KatoNormalize

/// Remembers nothing of any source, so that all are read from their start.
struct NothingKnown: CheckpointReader, NormalizerStateReader {
    func checkpoints() async throws -> [String: SourceCheckpoint] { [:] }

    func normalizerState(of path: String) async throws -> String? { nil }
}
