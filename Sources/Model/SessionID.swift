/// kato's own id of a conversation: a version 5 UUID of its ``SessionKey``, in lower case.
package struct SessionID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first eight characters: what people type.
    package var short: String { String(rawValue.prefix(8)) }

    package var description: String { rawValue }

    package static func < (left: SessionID, right: SessionID) -> Bool {
        left.rawValue < right.rawValue
    }
}
