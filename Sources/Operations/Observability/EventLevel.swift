/// How much an event matters to a reader of the log.
package enum EventLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// What a developer needs to follow the program.
    case debug
    /// What happened, in normal work.
    case info
    /// What a user may want to know about.
    case notice
    /// Something was not done, and the program goes on.
    case warning
    /// Something the program is for does not work.
    case error

    package static func < (left: EventLevel, right: EventLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        }
    }
}
