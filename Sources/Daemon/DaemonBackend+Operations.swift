import JSONRPC
import KatoConfiguration
import KatoControlProtocol
import KatoModel
import KatoObservability
import KatoPaths
import KatoRecording
import StrictJSON

extension DaemonBackend {
    func logLines(_ log: String, limit: Int, cursor: String?) async throws(ErrorObject) -> LogPage {
        var end: Int64?
        if let cursor {
            guard let known = Int64(cursor), known > 0 else { throw Self.unknownCursor }
            end = known
        }
        let path = log == "audit" ? parts.paths.auditLog : parts.paths.operationalLog
        return try await answering {
            let page = try LogTail.read(path, limit: limit, before: end)
            return LogPage(lines: page.lines, nextCursor: page.start > 0 ? String(page.start) : nil)
        }
    }

    func configuration() async throws(ErrorObject) -> JSONValue {
        parts.listing.json
    }

    func clean(_ request: CleanRequest) async throws(ErrorObject) -> CleanReport {
        try await answering { try await cleaner.clean(request, recording: pipeline.recording) }
    }

    func sessionID(_ name: String) async throws(ErrorObject) -> String {
        try await lookup.find(name).id.rawValue
    }
}
