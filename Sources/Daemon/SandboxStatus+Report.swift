import KatoConfiguration
import KatoControlProtocol
import Sandbox

extension SandboxStatus {
    /// What applying `policy` came to; `report` is `nil` where it was turned off.
    init(_ mode: SandboxMode, _ policy: SandboxPolicy, _ report: SandboxReport?) {
        guard let report else {
            self.init(mode: mode.rawValue, state: .off)
            return
        }
        let hasAny = report.files || report.systemCalls
        self.init(
            mode: mode.rawValue, state: report.isComplete ? .enforced : hasAny ? .partial : .unavailable,
            landlock: Int(report.landlock), files: report.files, network: report.network,
            systemCalls: report.systemCalls, noNewPrivileges: report.noNewPrivileges,
            writable: policy.writable, readable: policy.readable.filter { !SandboxPolicy.systemFolders.contains($0) },
            problems: report.problems)
    }
}
