package import KatoModel

/// Turns events into blocks of text. Pure: the same events and state give the same bytes.
package protocol ConversationRenderer: Sendable {
    /// The block a new file begins with; `nil` when the format or the options want none.
    func header(_ header: RecordingHeader) -> RenderedBlock?

    /// One event as a block; `nil` when there is nothing to show.
    ///
    /// - Parameters:
    ///   - lines: the part of a text that belongs to the recording, counted as in `EventPosition`; `nil` for all.
    ///   - state: what the blocks before it left; changed only when a block is returned or a call is remembered.
    func render(_ event: ConversationEvent, lines: Range<Int>?, state: inout RenderState) -> RenderedBlock?

    /// What stands between two blocks.
    var separator: String { get }
}
