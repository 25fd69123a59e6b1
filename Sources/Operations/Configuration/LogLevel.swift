/// The least level that the operational log takes.
package enum LogLevel: String, Sendable, Hashable, CaseIterable {
    case debug
    case info
    case notice
    case warning
    case error
}
