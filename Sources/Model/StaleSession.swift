/// A conversation in which nothing happened for a while.
package struct StaleSession: Sendable, Hashable {
    package let session: Session
    /// It is being recorded, or has something to write or to look at.
    package let isInUse: Bool

    package init(session: Session, isInUse: Bool) {
        self.session = session
        self.isInUse = isInUse
    }
}
