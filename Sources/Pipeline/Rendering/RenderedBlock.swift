/// A piece of a recording that is written as a whole and can be found again.
package struct RenderedBlock: Sendable, Hashable {
    /// Unique in a recording, and the same whenever the same event is rendered.
    package let id: String
    /// Ends with exactly one `\n`. What holds the id is defined by ``BlockIdentity``.
    package let text: String

    package init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}
