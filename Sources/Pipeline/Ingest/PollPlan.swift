import FileTail

/// Which files are looked at every few seconds, because nothing tells when they change.
///
/// That is so where the system refuses a watch and where a watch stays silent. Whether it is silent is not tried out
/// by writing, since kato writes nothing into an agent's folder: it shows when a change is found that no hint
/// announced, and is forgotten with the next change that was announced. A file is looked at as long as it changed
/// lately; while nobody works, nothing is due and nothing wakes up. Pure bookkeeping.
struct PollPlan: Sendable {
    /// Rounds without a change after which a file is left to the sweep: ten minutes at two seconds each.
    static let rounds = 300

    private(set) var refused: Set<String> = []
    /// Watched, and found or expected not to say everything.
    private var unproven: Set<String> = []
    /// On a file system that promises nothing, but changes were announced.
    private var proven: Set<String> = []
    /// Those where a change came unannounced although they were under suspicion already.
    private(set) var silent: Set<String> = []
    private var announced: Set<String> = []
    /// Rounds left for each file.
    private var remaining: [String: Int] = [:]

    /// Nothing has to be looked at.
    var isIdle: Bool { remaining.isEmpty }

    /// What the watcher said of directories.
    ///
    /// - Parameter isWhole: these are all there are.
    mutating func note(_ coverage: [(directory: String, coverage: WatchCoverage)], isWhole: Bool) {
        if isWhole { refused = [] }
        for (directory, coverage) in coverage {
            switch coverage {
            case .refused: refused.insert(directory)
            case .complete: refused.remove(directory)
            case .unproven:
                refused.remove(directory)
                if !proven.contains(directory) { unproven.insert(directory) }
            }
        }
    }

    /// A hint named this file.
    mutating func noteHint(_ path: String) {
        announced.insert(path)
    }

    /// True when a hint named this file since the last look at it.
    mutating func takeHint(_ path: String) -> Bool {
        announced.remove(path) != nil
    }

    /// A look found a change.
    ///
    /// - Parameters:
    ///   - wasAnnounced: what ``takeHint(_:)`` said.
    ///   - isEvidence: the file had been read to its end before, so the change came while it was watched.
    /// - Returns: true when this shows for the first time that the file's folder is silent.
    mutating func noteChange(_ path: String, wasAnnounced: Bool, isEvidence: Bool) -> Bool {
        let directory = Self.directory(of: path)
        var isNews = false
        if wasAnnounced {
            silent.remove(directory)
            if unproven.remove(directory) != nil { proven.insert(directory) }
        } else if isEvidence, !refused.contains(directory) {
            // The first time may be a look that was faster than the hint.
            if !unproven.insert(directory).inserted { isNews = silent.insert(directory).inserted }
            proven.remove(directory)
        }
        if isPolled(directory) { remaining[path] = Self.rounds }
        return isNews
    }

    /// The files to look at now.
    mutating func nextRound() -> [String] {
        remaining = remaining.compactMapValues { $0 > 1 ? $0 - 1 : nil }
        remaining = remaining.filter { isPolled(Self.directory(of: $0.key)) }
        return remaining.keys.sorted()
    }

    /// The folder a file stands in.
    static func directory(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private func isPolled(_ directory: String) -> Bool {
        refused.contains(directory) || unproven.contains(directory)
    }
}
