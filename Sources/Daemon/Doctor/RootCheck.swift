import KatoConfiguration
import KatoModel
import KatoProviders

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the agents' folders are there and can be read.
struct RootCheck: DoctorCheck {
    let config: KatoConfig
    let environment: [String: String]
    let home: String

    func findings() async -> [DoctorFinding] {
        ProviderRegistry.all.map { provider in
            let settings = config.providers[provider.id]
            let name = provider.id.rawValue
            guard settings?.isEnabled ?? true else {
                return DoctorFinding(name, .skipped, "Not followed, as the configuration says.")
            }
            let roots = settings?.roots ?? provider.defaultRoots(environment: environment, home: home)
            let there = roots.filter { access($0, F_OK) == 0 }
            if let closed = there.first(where: { access($0, R_OK | X_OK) != 0 }) {
                return DoctorFinding(
                    name, .failed, "\(closed) cannot be read.",
                    remedy: "Give yourself the right: chmod u+rx '\(closed)'.")
            }
            if there.isEmpty {
                return DoctorFinding(
                    name, .skipped, "None of its folders is there: \(roots.joined(separator: ", ")).",
                    remedy: "Nothing to do if you do not use it; otherwise set providers.\(name).roots.")
            }
            return DoctorFinding(name, .good, "Followed in \(there.joined(separator: ", ")).")
        }
    }
}
