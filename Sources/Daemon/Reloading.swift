import KatoConfiguration
import KatoModel
import KatoObservability

/// Compares the configuration and the folders with those at the start, and has another worker take over when they
/// differ. Nothing is changed in place: a worker and its sandbox belong to one configuration.
struct Reloading: Sendable {
    let prepared: PreparedDaemon
    let emitter: EventEmitter
    let replace: @Sendable () -> Void

    /// The settings and folders that have changed; empty when nothing has and all goes on.
    func reload(asked: String) throws(ReloadRefusal) -> [String] {
        let config: KatoConfig
        do {
            config = try DaemonSetup(paths: prepared.paths, environment: prepared.environment).loadConfig()
        } catch {
            let refusal = Self.refusal(error)
            emitter.emit(ConfigurationReload(isAllowed: false, reason: refusal.code, asked: asked, changed: []))
            throw refusal
        }
        let changed = config.changes(since: prepared.config) + newFolders()
        guard !changed.isEmpty else { return [] }
        guard prepared.worker.canBeReplaced else {
            throw ReloadRefusal(
                code: "no-keeper", message: "This daemon cannot begin anew by itself.", hint: "Run kato restart.",
                cause: nil)
        }
        emitter.emit(ConfigurationReload(isAllowed: true, reason: "changed", asked: asked, changed: changed))
        replace()
        return changed
    }

    /// The same for the folders alone.
    func takeNewFolders() {
        let changed = newFolders()
        guard !changed.isEmpty, prepared.worker.canBeReplaced else { return }
        emitter.emit(ConfigurationReload(isAllowed: true, reason: "folders", asked: "folders", changed: changed))
        replace()
    }

    private func newFolders() -> [String] {
        let folders = DaemonFolders(prepared.paths, prepared.config, environment: prepared.environment)
        return prepared.roots.changes(in: folders.snapshot())
    }

    private static func refusal(_ error: any Error) -> ReloadRefusal {
        let described = error as? any DescribedError
        return ReloadRefusal(
            code: described?.code ?? "config-unreadable",
            message: described?.message ?? "The configuration cannot be read.",
            hint: described?.hint ?? "Run kato config validate.", cause: error)
    }
}
