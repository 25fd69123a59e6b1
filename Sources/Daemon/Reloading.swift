import FileAccess
import KatoConfiguration
import KatoControlProtocol
import KatoModel
import KatoObservability

/// Compares the configuration and the folders with those at the start, and has another worker take over when they
/// differ. Nothing is changed in place: a worker and its sandbox belong to one configuration.
struct Reloading: Sendable {
    let prepared: PreparedDaemon
    let emitter: EventEmitter
    let files: any FileSystem
    let refused: RefusedSettings
    let now: @Sendable () -> Timestamp
    let replace: @Sendable () -> Void

    /// What has changed, and has another worker take over when something has.
    func reload(asked: String) throws(ReloadRefusal) -> ReloadOutcome {
        let loaded: LoadedConfig
        var outcome = ReloadOutcome()
        do {
            loaded = try prepared.setup.loadConfig()
            outcome.needsRestart = RestartNeeds.find(
                inForce: loaded, file: try prepared.setup.loadConfig(isAlone: true))
        } catch {
            let refusal = Self.refusal(error)
            refused.note(refusal, at: now())
            emitter.emit(
                ConfigurationReload(
                    isAllowed: false, reason: refusal.code, asked: asked, changed: [], detail: refusal.message))
            throw refusal
        }
        outcome.changed = loaded.config.changes(since: prepared.config) + newFolders()
        // The file is good again, and says what is in force already.
        if prepared.refusal != nil, outcome.changed.isEmpty { outcome.changed = ["settings"] }
        if prepared.refusal == nil { refused.clear() }
        guard !outcome.changed.isEmpty else { return outcome }
        guard prepared.worker.canBeReplaced else {
            throw ReloadRefusal(
                code: "no-keeper", message: "This daemon cannot begin anew by itself.", hint: "Run kato restart.",
                cause: nil)
        }
        emitter.emit(
            ConfigurationReload(
                isAllowed: true, reason: "changed", asked: asked, changed: outcome.changed,
                waiting: outcome.needsRestart.map(\.what)))
        replace()
        return outcome
    }

    /// The same for the folders alone.
    func takeNewFolders() {
        let changed = newFolders()
        guard !changed.isEmpty, prepared.worker.canBeReplaced else { return }
        emitter.emit(ConfigurationReload(isAllowed: true, reason: "folders", asked: "folders", changed: changed))
        replace()
    }

    private func newFolders() -> [String] {
        let folders = DaemonFolders(
            prepared.paths, prepared.config, environment: prepared.environment, files: files)
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
