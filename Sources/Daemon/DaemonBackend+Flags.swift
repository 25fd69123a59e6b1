import JSONRPC
import KatoConfiguration
import KatoControlProtocol
import KatoFlags
import KatoModel
import OpenFeature

extension DaemonBackend {
    func flags(of name: String?, command: String?) async throws(ErrorObject) -> FlagList {
        var session: Session?
        if let name { session = try await lookup.find(name) }
        await parts.flags.refresh(for: session, command: command)
        return FlagList(
            flags: parts.flags.list(for: session, command: command).map { entry in
                FlagSummary(
                    flag: entry.flag.rawValue, value: entry.value, summary: entry.flag.summary, reason: entry.reason,
                    source: entry.source, errorCode: entry.error?.code.rawValue, errorMessage: entry.error?.message)
            })
    }
}
