/// A write that was decided and stored before it is tried, so that a crash at any moment can be rolled forward.
package struct WriteJob: Sendable, Hashable {
    /// What the write does.
    package enum Action: String, Sendable, Hashable {
        /// The payload goes to the end of the file.
        case append
        /// A finished file beside the destination is exchanged with it. The payload is its SHA-256,
        /// followed by that of the destination before.
        case exchange
    }

    package let action: Action
    package let periodID: Int64
    package let payload: [UInt8]
    /// The blocks that are to stand in the file afterwards; offsets count from the payload's first byte, for an
    /// exchange from the file's.
    package let blocks: [PlacedBlock]
    /// The file the write was decided for.
    package let base: LandedFile
    /// How far the period is done once the write has landed.
    package let done: EventPosition
    /// What the renderer has to remember then.
    package let renderState: String

    package init(
        action: Action, periodID: Int64, payload: [UInt8], blocks: [PlacedBlock], base: LandedFile,
        done: EventPosition, renderState: String
    ) {
        self.action = action
        self.periodID = periodID
        self.payload = payload
        self.blocks = blocks
        self.base = base
        self.done = done
        self.renderState = renderState
    }
}
