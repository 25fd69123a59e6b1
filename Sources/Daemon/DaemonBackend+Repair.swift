import FileAccess
import JSONRPC
import KatoControlProtocol
import KatoRecording

extension DaemonBackend {
    func repair(_ path: String, restoring: Bool) async throws(ErrorObject) -> RepairResult {
        try await answering {
            guard let report = try await pipeline.recording.repair(recorded(expanded(path)), restoring: restoring)
            else {
                throw ControlErrorCode.notFound.errorObject(
                    "Nothing was recorded into this file.", hint: "List recordings with kato status --all.")
            }
            return RepairResult(
                path: report.path, blocks: report.blocks, edited: report.edited, torn: report.torn,
                missing: report.missing, deleted: report.deleted, doubled: report.doubled,
                unfinished: report.unfinished, restored: report.restored)
        }
    }

    /// The path as recordings have it: through no link. The file itself may be gone.
    private func recorded(_ path: String) -> String {
        if let canonical = try? parts.files.canonicalPath(path) { return canonical }
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex,
            let folder = try? parts.files.canonicalPath(String(path[..<slash]))
        else { return path }
        return folder + path[slash...]
    }
}
