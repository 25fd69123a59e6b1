/// Whether a conversation is going on. An open set: a newer daemon may have more.
package struct SessionActivity: RawRepresentable, Sendable, Hashable {
    /// Something happened in it a short while ago.
    package static let active = SessionActivity(rawValue: "active")
    /// Nothing has happened for a while.
    package static let idle = SessionActivity(rawValue: "idle")

    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
