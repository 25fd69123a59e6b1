/// What to ask a database for, in SQL. Nothing is ever written to it.
package struct DatabaseLayout: Sendable, Hashable {
    /// Lists the conversations, cheaply: it runs whenever the database changed.
    ///
    /// Columns: `id`; `root`, the conversation whose sub-agent it is, or NULL; `touched`, which grows at least whenever
    /// somebody goes on with it.
    package let conversations: String
    /// One row that tells the state of the conversation `?1`. Columns: `rows`, how many there are; `newest`, the
    /// highest `changed` of them.
    package let state: String
    /// The rows of the conversation `?1` that changed at or after `?2`, in the order of the conversation: the first
    /// `?3` of those behind the place `?4`, which is an empty text at the start.
    ///
    /// Columns: `place`, a text that orders them; `changed`, which grows with every change to the row; `final`, 0 while
    /// the agent still works on it, which leaves it for later. Each row is a record: a JSON object of its other columns.
    package let rows: String

    package init(conversations: String, state: String, rows: String) {
        self.conversations = conversations
        self.state = state
        self.rows = rows
    }
}
