import FileAccess
import FileTail
import KatoModel
import KatoObservability
import KatoProviders

/// Where the word comes from that a source is to be looked at.
extension IngestService {
    /// Why a source is to be looked at.
    enum Occasion {
        /// It is there; changes go first.
        case history
        /// A hint may have spoken of it.
        case hint
        /// Hints were lost, so it may have changed unannounced.
        case lostHints
    }

    func sweep() async {
        while !Task.isCancelled {
            guard (try? await settings.clock.sleep(for: settings.sweep)) != nil else { return }
            lookEverywhere()
        }
    }

    func lookEverywhere() {
        take(discovery.walkAll(), as: .history)
        work.continuation.yield()
    }

    func followHints() async {
        for await _ in watcher.wakeups {
            let hints = watcher.takeHints()
            if hints.overflowed {
                overflows += 1
                emitter.emit(HintsLost(count: overflows))
            }
            if hints.rescan { take(discovery.walkAll(), as: .lostHints) }
            for directory in hints.directories { take(discovery.walk(directory), as: .hint) }
            for path in hints.files { noteHint(path) }
            work.continuation.yield()
        }
    }

    /// Looks at what changed lately where nothing tells of changes. Sleeps for good while there is no such file.
    func pollActive() async {
        for await _ in polling.stream {
            while !plan.isIdle {
                guard (try? await settings.clock.sleep(for: settings.poll)) != nil else { return }
                let due = plan.nextRound()
                for directory in Set(due.map(PollPlan.directory)) {
                    for found in discovery.walk(directory).sources where track(found) {
                        queue.noteChange(found.source.path)
                    }
                }
                for path in due { queue.noteChange(path) }
                work.continuation.yield()
            }
        }
    }

    private func noteHint(_ path: String) {
        var path = path
        if sources[path] == nil {
            guard !discovery.isSecondName(path) else { return }
            guard let found = discovery.source(at: path) else {
                // A link to a folder appears as a file does.
                if discovery.isDirectory(path) { take(discovery.walk(path), as: .hint) }
                return
            }
            path = found.source.path
            guard sources[path] != nil || track(found) else { return }
        }
        plan.noteHint(path)
        queue.noteChange(path)
    }

    func take(_ findings: SourceDiscovery.Findings, as occasion: Occasion) {
        plan.note(findings.coverage, isWhole: occasion != .hint)
        for directory in findings.listed { progress.unreadable[directory] = nil }
        for failure in findings.unreadable { progress.unreadable[failure.path] = failure.description }
        for found in findings.sources {
            let path = found.source.path
            guard sources[path] != nil || track(found) else { continue }
            if occasion == .history, progress.isLive, isUnchanged(path) { continue }
            if occasion != .history { plan.noteHint(path) }
            if occasion == .hint { queue.noteChange(path) } else { queue.noteHistory(path) }
        }
    }

    /// Whether a look would find nothing, as it would of nearly all in a sweep. What could not be read has to be looked
    /// at to be known as readable.
    private func isUnchanged(_ path: String) -> Bool {
        guard progress.unreadable[path] == nil, let tracked = sources[path], case .lines = tracked.found.claim.shape
        else { return false }
        return (try? tracked.looksUnchanged(discovery.files)) == true
    }

    private func track(_ found: FoundSource) -> Bool {
        sources.track(found, status: try? discovery.files.status(found.source.path), in: discovery.files)
    }
}
