/// A recording and what is to be done next for it, as the journal holds it.
package struct RecordingPlan: Sendable, Hashable {
    /// What sort of thing it is.
    package enum Kind: String, Sendable, Hashable {
        /// Follows the conversation.
        case live
        /// A copy made once.
        case export
    }

    /// Stands as a line of its own before ``renderState`` when another recording wrote into the file since: whoever
    /// speaks now needs a heading.
    package static let interruption = "interrupted"

    package let id: String
    package let kind: Kind
    package var session: Session
    package let destination: Destination
    package let createdAt: Timestamp
    package let renderState: String
    /// The file after the last write; `nil` before the first.
    package let landed: LandedFile?
    /// The oldest period that is not finished; `nil` when nothing is left to do.
    package let period: RecordingPeriod?
    /// A write that was begun.
    package let job: WriteJob?
    /// Blocks wait to be put back.
    package let hasDropped: Bool
    /// Some file holds blocks whose events the journal does not know yet.
    package let mayHoldUnread: Bool
    /// Events up to this sequence may be written: commands in later ones were not looked at yet.
    package let limit: Int64
    /// The events from where the period has come to, when they are few and to be appended; `nil` when they have to be
    /// asked for.
    package var next: EventSlice?

    /// Nothing is left to do, and nothing will be before the user asks for it.
    package var isDone: Bool { period == nil && job == nil && !hasDropped }
    /// The same, but for following the conversation on, which ends with the user's word only.
    package var isWritten: Bool { (period == nil || period?.mode == .append) && job == nil && !hasDropped }

    package init(
        id: String, kind: Kind, session: Session, destination: Destination, createdAt: Timestamp, renderState: String,
        landed: LandedFile?, period: RecordingPeriod?, job: WriteJob?, hasDropped: Bool, mayHoldUnread: Bool,
        limit: Int64, next: EventSlice?
    ) {
        self.id = id
        self.kind = kind
        self.session = session
        self.destination = destination
        self.createdAt = createdAt
        self.renderState = renderState
        self.landed = landed
        self.period = period
        self.job = job
        self.hasDropped = hasDropped
        self.mayHoldUnread = mayHoldUnread
        self.limit = limit
        self.next = next
    }
}
