package import KatoModel

/// Where ingest learns how far each source was read. The journal is one.
package protocol CheckpointReader: Sendable {
    /// Every checkpoint below any root, by path.
    func checkpoints() async throws -> [String: SourceCheckpoint]
}
