/// A point between two lines of a conversation: before line `line` of the event with this sequence.
///
/// A command in a message splits it by lines, so recordings begin and end at positions, not at events. Whole events
/// begin at line 0.
package struct EventPosition: Sendable, Hashable, Comparable {
    package let sequence: Int64
    /// Zero-based line of the event's text; lines are separated by `\n`.
    package let line: Int

    package init(sequence: Int64, line: Int = 0) {
        self.sequence = sequence
        self.line = line
    }

    /// Before everything.
    package static let start = EventPosition(sequence: 0)

    package static func < (left: EventPosition, right: EventPosition) -> Bool {
        (left.sequence, left.line) < (right.sequence, right.line)
    }
}
