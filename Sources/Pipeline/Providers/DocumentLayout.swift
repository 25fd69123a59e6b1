/// Where the records of a JSON document are.
///
/// Each item of one array is a record. Ahead of them comes one more with the rest of the document: its bytes, the
/// array emptied. That one comes again when it differs.
package struct DocumentLayout: Sendable, Hashable {
    /// The member of the document's top level that holds the items.
    package let itemsKey: String

    package init(itemsKey: String) {
        self.itemsKey = itemsKey
    }
}
