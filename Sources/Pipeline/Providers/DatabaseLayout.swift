/// What to ask a database for, in SQL. Nothing is ever written to it.
package struct DatabaseLayout: Sendable, Hashable {
    /// Lists the conversations. Columns: `id`; `root`, the conversation whose sub-agent it is, or NULL; `rows`, how
    /// many rows it has; `newest`, the highest `changed` of them.
    package let conversations: String
    /// The rows of the conversation `?1` that changed at or after `?2`, in the order of the conversation, at most
    /// `?3` of them from the `?4`th on.
    ///
    /// Column `changed` grows with every change to the row; `final` is 0 while the agent still works on it, which
    /// leaves it for later. Each row is a record: a JSON object of all its columns but these two.
    package let rows: String

    package init(conversations: String, rows: String) {
        self.conversations = conversations
        self.rows = rows
    }
}
