/// Sizes that both ends of the control protocol keep to.
package enum ControlLimits {
    /// Longest request line, in bytes.
    package static let maximumRequestBytes = 1 << 20
    /// Longest answer, in bytes. Lists page so that they stay below it.
    package static let maximumAnswerBytes = 8 << 20
    /// Elements a page may have.
    package static let pageSizes = 1...500
    /// Elements a page has when nothing is said.
    package static let defaultPageSize = 50
    /// Commands that a status tells when nothing is said.
    package static let shownCommands = 5
    /// Requests that change something which one connection may make at once, and how many more each second.
    package static let mutationBurst = 100
    package static let mutationsPerSecond = 20
    /// Subscriptions of one connection.
    package static let maximumSubscriptions = 16
}
