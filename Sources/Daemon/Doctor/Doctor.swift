import KatoConfiguration
import KatoModel
import KatoPaths
import StrictJSON

/// Looks at everything that kato depends on, one after the other.
struct Doctor: Sendable {
    let setup: DaemonSetup

    /// Every finding, in the order in which a person would repair things.
    func report() async -> JSONValue {
        var findings: [DoctorFinding] = []
        let config: KatoConfig?
        do {
            config = try setup.loadConfig().config
            findings.append(DoctorFinding("config", .good, "\(setup.paths.configFile) is valid, or the defaults hold."))
        } catch {
            config = nil
            let known = error as? any DescribedError
            findings.append(
                DoctorFinding(
                    "config", .failed, known?.message ?? "The configuration cannot be read.",
                    remedy: known?.hint ?? "Check it with kato config validate."))
        }
        for check in checks(config) { findings += await check.findings() }
        return ["checks": .array(findings.map(\.json))]
    }

    private func checks(_ config: KatoConfig?) -> [any DoctorCheck] {
        var checks: [any DoctorCheck] = [PermissionCheck(paths: setup.paths, config: config)]
        if let config {
            checks.append(RootCheck(config: config, environment: setup.environment, home: setup.paths.home))
        }
        return checks + [
            SocketCheck(paths: setup.paths), JournalCheck(paths: setup.paths),
            WatchLimitCheck(config: config, setup: setup),
            ClockCheck(paths: setup.paths), SandboxCheck(paths: setup.paths), ServiceCheck(home: setup.paths.home),
        ]
    }
}
