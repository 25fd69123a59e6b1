import KatoIngest
import KatoJournal
import KatoModel
import KatoNormalize
import KatoObservability

/// What stages read from the journal, which waits where a full disk keeps even that from being read.
struct PatientJournal: CheckpointReader, NormalizerStateReader {
    let journal: Journal
    let patience: StorePatience

    func checkpoints() async throws -> [String: SourceCheckpoint] {
        try await patience.run { try await journal.checkpoints() }
    }

    func normalizerState(of path: String) async throws -> String? {
        try await patience.run { try await journal.normalizerState(of: path) }
    }
}
